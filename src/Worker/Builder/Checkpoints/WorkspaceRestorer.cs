using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// Brings a stored workspace back: into a folder beside the session's, every file compared with its hash, then put in
/// place by a rename.
/// </summary>
internal sealed partial class WorkspaceRestorer(
    SessionFolders folders, CheckpointReader reader, ILogger<WorkspaceRestorer> logger)
{
    private const int Parallel = 4;
    private const int BufferBytes = 128 * 1024;

    /// <summary>
    /// Puts the newest generation that is whole in the place of the session's folder and returns its manifest;
    /// <see langword="null"/> when none is, and then the folder is as it was. A disk that is full or fails is not
    /// damage: it is thrown.
    /// </summary>
    /// <param name="session">Whose folder it becomes.</param>
    /// <param name="isWanted">Which files, by path.</param>
    public async Task<(string Key, CheckpointManifest Manifest)?> RestoreAsync(
        SessionId session, Checkpoint stored, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        foreach (var key in stored.Generations)
        {
            try
            {
                var manifest = await reader.FindAsync(key, cancellationToken)
                    ?? throw new CheckpointDamagedException("The manifest is gone or damaged.");
                using (var folder = folders.CreateReplacement(session))
                {
                    await FillAsync(folder, manifest, isWanted, cancellationToken);
                }

                folders.Replace(session);
                LogRestored(session, manifest.Number, manifest.Files.Count, manifest.Bytes);
                return (key, manifest);
            }
            catch (CheckpointDamagedException damage)
            {
                LogDamaged(session, key, damage);
                folders.DropReplacement(session);
            }
        }

        return null;
    }

    private async Task FillAsync(
        SafeFolder folder,
        CheckpointManifest manifest,
        Func<string, bool> isWanted,
        CancellationToken cancellationToken)
    {
        var files = manifest.Files.Where(file => isWanted(file.Path)).ToList();
        var parents = files.Select(file => Path.GetDirectoryName(file.Path)!).Where(parent => parent.Length > 0);
        foreach (var path in parents.Concat(manifest.EmptyFolders.Where(isWanted)).Distinct(StringComparer.Ordinal))
        {
            folder.CreateFolder(path);
        }

        await reader.ReadAsync(
            manifest,
            files,
            Parallel,
            (file, content, token) => WriteAsync(folder, file, content, token),
            cancellationToken);
    }

    private static async Task WriteAsync(
        SafeFolder folder, CheckpointFile file, Stream content, CancellationToken cancellationToken)
    {
        await using var target = folder.CreateFile(file.Path, file.Executable);
        var buffer = new byte[(int)Math.Clamp(file.Size, 1, BufferBytes)];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            target.Write(buffer, 0, read);
        }

        File.SetLastWriteTimeUtc(
            target.SafeFileHandle, DateTimeOffset.UnixEpoch.AddMilliseconds(file.ModifiedAt).UtcDateTime);
    }

    [LoggerMessage(
        LogLevel.Information, "Session {SessionId}: checkpoint {Number} restored, {Files} files, {Bytes} bytes")]
    private partial void LogRestored(SessionId sessionId, long number, int files, long bytes);

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: the generation {Key} is damaged; an older one is tried")]
    private partial void LogDamaged(SessionId sessionId, string key, Exception damage);
}
