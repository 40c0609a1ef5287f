using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// A judged copy of a built folder, out of its agent's reach: what a release of it holds, and where those files are
/// that are not known yet. It is deleted with this.
/// </summary>
internal sealed class BuiltCopy : IDisposable
{
    private BuiltCopy(string directory, ReleaseManifest manifest) => (Directory, Manifest) = (directory, manifest);

    public string Directory { get; }

    public ReleaseManifest Manifest { get; }

    /// <summary>Copies a folder of a session and judges the copy.</summary>
    /// <param name="directory">Beneath the session's folder.</param>
    /// <param name="option">How the script calls that folder, for what is refused.</param>
    /// <param name="dataFolder">The worker's.</param>
    /// <param name="known">
    /// The hash of a file that need not be copied, by path and size; <see langword="null"/> for one that must.
    /// </param>
    /// <returns>The copy, or why it may not be published; never both, never neither.</returns>
    public static async Task<(BuiltCopy? Copy, Refusal? Refusal)> TakeAsync(
        SessionFolders folders,
        SessionId session,
        string directory,
        string option,
        string dataFolder,
        Func<string, long, string?> known,
        CancellationToken cancellationToken)
    {
        var copy = Path.Combine(TemporaryFolder.In(dataFolder), $"built-{Guid.NewGuid():N}");
        var kept = false;
        try
        {
            using var folder = folders.Open(session);
            var report = await folder.CopyTreeAsync(directory, copy, BuiltFolder.Limits, known, cancellationToken);
            if (await BuiltFolder.JudgeAsync(copy, report, cancellationToken) is { } refusal)
            {
                return (null, refusal);
            }

            kept = true;
            var files = report.Files.Select(file => new ReleaseFile(file.Path, file.Size, file.Sha256));
            return (new BuiltCopy(copy, new ReleaseManifest(files)), null);
        }
        catch (UnsafePathException refused)
        {
            return (null, new Refusal(refused.Message, $"Name a folder that exists, and is no link, with {option}."));
        }
        finally
        {
            if (!kept)
            {
                Remove(copy);
            }
        }
    }

    public void Dispose() => Remove(Directory);

    private static void Remove(string directory)
    {
        if (System.IO.Directory.Exists(directory))
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }
}
