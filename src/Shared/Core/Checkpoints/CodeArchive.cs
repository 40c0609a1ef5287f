using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>
/// Hands out what a session has built as a zip made from its newest checkpoint, once per checkpoint. No secrets, no history,
/// nothing that can be rebuilt.
/// </summary>
public sealed class CodeArchive(IBlobStore blobs, CheckpointReader reader)
{
    private const string Folder = "code";

    /// <summary>The blob key of the zip, made when it is not there; <see langword="null"/> when nothing is built yet.</summary>
    /// <exception cref="StoreUnavailableException">No generation can be read.</exception>
    public async Task<string?> EnsureAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Checkpoint is not { } stored)
        {
            return null;
        }

        foreach (var generation in stored.Generations)
        {
            var key = KeyOf(session.Id, generation);
            if (await blobs.SizeAsync(key, cancellationToken) is not null)
            {
                return key;
            }

            try
            {
                return await MakeAsync(generation, key, cancellationToken) ? await SweepAsync(session.Id, stored, key, cancellationToken) : null;
            }
            catch (CheckpointDamagedException)
            {
                // The generation before it will do.
            }
        }

        throw new StoreUnavailableException($"No generation of session {session.Id}'s workspace can be read.");
    }

    private static string KeyOf(SessionId session, string generation) =>
        $"{CheckpointKeys.DownloadPrefix(session)}{CheckpointKeys.HashOf(generation)}.zip";

    private async Task<bool> MakeAsync(string generation, string key, CancellationToken cancellationToken)
    {
        var manifest = await reader.FindAsync(generation, cancellationToken)
            ?? throw new CheckpointDamagedException("The manifest is gone or damaged.");
        var files = manifest.Beneath(Folder).Where(file => !CodeRules.IsNoise(file.Path)).ToList();
        if (files.Count == 0)
        {
            return false;
        }

        await using var zip = new FileStream(
            Path.Combine(Path.GetTempPath(), $"tmux-builder-{Guid.NewGuid():N}.zip"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        await using (var writer = new CodeZip(zip))
        {
            await reader.ReadAsync(manifest, files, parallel: 1, writer.AddAsync, cancellationToken);
            await writer.CompleteAsync(cancellationToken);
        }

        zip.Position = 0;
        await blobs.PutAsync(key, zip, cancellationToken);
        return true;
    }

    /// <summary>Removes the zips of generations that are gone; one whose address was just given out stays for another.</summary>
    private async Task<string> SweepAsync(
        SessionId session, Checkpoint stored, string made, CancellationToken cancellationToken)
    {
        var kept = stored.Generations.Select(generation => KeyOf(session, generation)).ToHashSet(StringComparer.Ordinal);
        var keys = await blobs.ListAsync(CheckpointKeys.DownloadPrefix(session), cancellationToken).ToListAsync(cancellationToken);
        foreach (var old in keys.Where(key => !kept.Contains(key)))
        {
            await blobs.DeleteAsync(old, cancellationToken);
        }

        return made;
    }
}
