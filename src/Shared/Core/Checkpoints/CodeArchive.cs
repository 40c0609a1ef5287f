using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>
/// Hands out what a session has built as a zip made from its newest checkpoint, once per checkpoint. No secrets, no
/// history, nothing that can be rebuilt.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphores hold no handles; whoever is inside at the end must still leave.")]
public sealed class CodeArchive(IBlobStore blobs, CheckpointReader reader)
{
    private const string Folder = "code";
    private const int Places = 8;

    // Each zip has one of few places: made once however many ask for it at the same time, and never many at once.
    private readonly SemaphoreSlim[] places = [.. Enumerable.Range(0, Places).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// The blob key of the zip, made when it is not there; <see langword="null"/> when nothing is built yet.
    /// </summary>
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
            var place = places[(uint)string.GetHashCode(key, StringComparison.Ordinal) % Places];
            await place.WaitAsync(cancellationToken);
            try
            {
                if (await blobs.SizeAsync(key, cancellationToken) is not null)
                {
                    return key;
                }

                return await MakeAsync(generation, key, cancellationToken)
                    ? await SweepAsync(session.Id, stored, key, cancellationToken)
                    : null;
            }
            catch (CheckpointDamagedException)
            {
                // The generation before it will do.
            }
            finally
            {
                place.Release();
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

        // Stored while it is written: it lies nowhere but where the store writes what is not whole yet.
        var pipe = new Pipe();
        var storing = StoreAsync(key, pipe.Reader, cancellationToken);
        try
        {
            await using (var writer = new CodeZip(pipe.Writer.AsStream(leaveOpen: true)))
            {
                await reader.ReadAsync(manifest, files, parallel: 1, writer.AddAsync, cancellationToken);
                await writer.CompleteAsync(cancellationToken);
            }

            await pipe.Writer.CompleteAsync();
        }
        catch (Exception failure)
        {
            // The store reads it as well, and keeps nothing.
            await pipe.Writer.CompleteAsync(failure);
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await storing;
        return true;
    }

    private async Task StoreAsync(string key, PipeReader zip, CancellationToken cancellationToken)
    {
        try
        {
            await blobs.PutAsync(key, zip.AsStream(leaveOpen: true), cancellationToken);
        }
        finally
        {
            // Whoever still writes must not wait for a reader that has gone.
            await zip.CompleteAsync();
        }
    }

    /// <summary>
    /// Removes the zips of generations that are gone; one whose address was just given out stays for another.
    /// </summary>
    private async Task<string> SweepAsync(
        SessionId session, Checkpoint stored, string made, CancellationToken cancellationToken)
    {
        var kept = stored.Generations.Select(generation => KeyOf(session, generation))
            .ToHashSet(StringComparer.Ordinal);
        var keys = await blobs.ListAsync(CheckpointKeys.DownloadPrefix(session), cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var old in keys.Where(key => !kept.Contains(key)))
        {
            await blobs.DeleteAsync(old, cancellationToken);
        }

        return made;
    }
}
