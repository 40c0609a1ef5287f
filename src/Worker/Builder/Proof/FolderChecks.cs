using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Checks what an agent built and did not publish: a copy, judged as for a publish, so that what is opened is the
/// platform's own and nothing outside the session's folder comes with it.
/// </summary>
internal sealed class FolderChecks(BuilderOptions options, SessionFolders folders, ReleaseChecks checks)
{
    private const string HostName = "preview.localhost";

    /// <summary>What came of the check, or why there is none.</summary>
    /// <param name="directory">Beneath the session's folder.</param>
    public async Task<(CheckOutcome? Outcome, Refusal? Refusal)> CheckAsync(
        SessionId session, string directory, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(TemporaryFolder.In(options.DataFolder), $"check-{Guid.NewGuid():N}");
        try
        {
            using var folder = folders.Open(session);
            var copied = await folder.CopyTreeAsync(
                directory, copy, BuiltFolder.Limits, (_, _) => null, cancellationToken);
            if (await BuiltFolder.JudgeAsync(copy, copied, cancellationToken) is { } refusal)
            {
                return (null, refusal);
            }

            var target = new CheckTarget.Folder(
                copy, HostName, await checks.HostsAsync(session, cancellationToken));
            return (await checks.LookAsync(session, target, null, cancellationToken), null);
        }
        catch (UnsafePathException refused)
        {
            return (null, new Refusal(refused.Message, "Name a folder that exists, and is no link, with --dist."));
        }
        finally
        {
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }
        }
    }
}
