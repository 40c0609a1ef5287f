using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// Stores a workspace: first its bytes, then the manifest, then the pointer on the session's row, which is fenced; last
/// what no generation names any more is removed. Cut short anywhere, the generations before are whole.
/// </summary>
internal sealed partial class WorkspaceSaver(
    BuilderOptions options,
    SessionFolders folders,
    CheckpointNotes notes,
    SessionBook book,
    IBlobStore blobs,
    CheckpointReader reader,
    TimeProvider time,
    ILogger<WorkspaceSaver> logger)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    // An agent may give its files any time; past the year 9999 there is no date for it.
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Stores the workspace as it is now.</summary>
    /// <param name="forget">Keeps no older generation: something in it must not be found again.</param>
    /// <exception cref="OwnershipLostException">The lease has passed on.</exception>
    public async Task<CheckpointResult> SaveAsync(
        Session session, LeaseToken lease, bool forget, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        using var folder = folders.Open(session.Id);
        var listing = folder.Walk(WorkspaceRules.IsLeftOut, options.Checkpoints.MaxFiles * 2, cancellationToken);
        if (IsTooLarge(listing, out var size))
        {
            return new CheckpointResult(CheckpointOutcome.TooLarge, Detail: size);
        }

        var index = session.Checkpoint is { } stored
            ? await notes.IndexAsync(session.Id, stored.Manifest, cancellationToken)
            : null;
        if (!forget && index?.Is(listing) == true)
        {
            return new CheckpointResult(CheckpointOutcome.Unchanged);
        }

        var scan = new WorkspaceScan(folder, startedAt);
        var files = scan.Hash(listing.Files, index, cancellationToken);
        index ??= await ReadIndexAsync(session, cancellationToken);
        if (!forget && index?.Holds(files, listing.EmptyFolders) == true)
        {
            await NoteAsync(session.Id, index with { Files = files }, cancellationToken);
            return new CheckpointResult(CheckpointOutcome.Unchanged);
        }

        var (newestKey, newest) = await NewestAsync(session, cancellationToken);
        await StoreAsync(
            session, lease, scan, files, listing, forget ? (null, newest) : (newestKey, newest), cancellationToken);
        if (listing.LeftOut.Count + scan.Unreadable.Count > 0)
        {
            LogLeftOut(session.Id, listing.LeftOut.Count + scan.Unreadable.Count);
        }

        return new CheckpointResult(CheckpointOutcome.Saved);
    }

    private bool IsTooLarge(TreeListing listing, [NotNullWhen(true)] out string? size)
    {
        var (limits, bytes) = (options.Checkpoints, listing.Files.Sum(file => (decimal)file.Stamp.Size));
        size = !listing.IsWhole || listing.Files.Count > limits.MaxFiles
            ? $"The workspace has more than {limits.MaxFiles} files."
            : bytes > limits.MaxBytes
                ? $"The workspace has {bytes} bytes; at most {limits.MaxBytes} are stored."
                : null;
        return size is not null;
    }

    /// <summary>What of the workspace is stored, by the newest manifest.</summary>
    private async Task<WorkspaceIndex?> ReadIndexAsync(Session session, CancellationToken cancellationToken) =>
        session.Checkpoint is { } stored && await reader.FindAsync(stored.Manifest, cancellationToken) is { } manifest
            ? WorkspaceIndex.Of(stored.Manifest, manifest)
            : null;

    /// <summary>The newest generation whose manifest is whole.</summary>
    private async Task<(string? Key, CheckpointManifest? Manifest)> NewestAsync(
        Session session, CancellationToken cancellationToken)
    {
        foreach (var key in session.Checkpoint?.Generations ?? [])
        {
            if (await reader.FindAsync(key, cancellationToken) is { } manifest)
            {
                return (key, manifest);
            }

            LogDamaged(session.Id, key);
        }

        return (null, null);
    }

    private async Task StoreAsync(
        Session session,
        LeaseToken lease,
        WorkspaceScan scan,
        List<IndexedFile> files,
        TreeListing listing,
        (string? Key, CheckpointManifest? Manifest) older,
        CancellationToken cancellationToken)
    {
        var before = await blobs.ListAsync(CheckpointKeys.Prefix(session.Id), cancellationToken)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        using var writer = new ObjectWriter(blobs, lease, TemporaryFolder.In(options.DataFolder));
        if (older.Manifest is { } newest)
        {
            writer.Keep(
                ObjectReuse.Choose(newest, files.Select(file => file.Hash).ToHashSet(StringComparer.Ordinal), before));
        }

        var (stored, index) = await WriteFilesAsync(writer, scan, files, cancellationToken);
        var number = (session.Checkpoint?.Number ?? 0) + 1;
        var manifest = new CheckpointManifest(
            CheckpointManifest.CurrentFormat, number, time.GetUtcNow(), writer.Objects, stored, listing.EmptyFolders);
        var (hash, packed) = manifest.Pack();
        var key = CheckpointKeys.Manifest(session.Id, lease.Epoch, number, hash);
        using (var content = new MemoryStream(packed))
        {
            await blobs.PutAsync(key, content, cancellationToken);
        }

        var pointer = new Checkpoint(number, lease.Epoch, manifest.At, stored.Count, manifest.Bytes, key, older.Key);
        if (await book.ChangeAsync(lease, found => found with { Checkpoint = pointer }, cancellationToken) is null)
        {
            return;
        }

        LogSaved(session.Id, number, stored.Count, manifest.Bytes, writer.Written);
        await NoteAsync(session.Id, new WorkspaceIndex(key, index, listing.EmptyFolders), cancellationToken);
        await SweepAsync(lease, before, key, manifest, older, cancellationToken);
    }

    /// <summary>
    /// Notes what is stored. Without the note all is read anew: no reason to fail, as on a full disk.
    /// </summary>
    private async Task NoteAsync(SessionId session, WorkspaceIndex index, CancellationToken cancellationToken)
    {
        try
        {
            await notes.SetIndexAsync(session, index, cancellationToken);
        }
        catch (IOException failure)
        {
            LogNotNoted(session, failure);
        }
    }

    private static async Task<(List<CheckpointFile> Stored, List<IndexedFile> Index)> WriteFilesAsync(
        ObjectWriter writer, WorkspaceScan scan, List<IndexedFile> files, CancellationToken cancellationToken)
    {
        var (stored, index) = (new List<CheckpointFile>(files.Count), new List<IndexedFile>(files.Count));
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var taken = file;
            if (writer.Find(file.Hash) is null)
            {
                if (scan.TryOpen(file.Path) is not { } opened)
                {
                    continue;
                }

                using (opened)
                {
                    taken = scan.Describe(file.Path, opened, await writer.AddAsync(opened, cancellationToken));
                }
            }

            var place = writer.Find(taken.Hash)!;
            index.Add(taken);
            stored.Add(new CheckpointFile(
                taken.Path,
                taken.Stamp.Size,
                taken.Executable,
                taken.Hash,
                place.Object,
                place.Offset,
                Math.Clamp(taken.Stamp.Modified / NanosecondsPerMillisecond, 0, LastMillisecond)));
        }

        await writer.FlushAsync(cancellationToken);
        return (stored, index);
    }

    /// <summary>
    /// Removes what was there before and no generation names. What a later lease stored is left to its owner.
    /// </summary>
    private async Task SweepAsync(
        LeaseToken lease,
        HashSet<string> before,
        string key,
        CheckpointManifest manifest,
        (string? Key, CheckpointManifest? Manifest) older,
        CancellationToken cancellationToken)
    {
        before.ExceptWith(manifest.Objects.Select(named => named.Key).Append(key));
        if (older is ({ } olderKey, { } kept))
        {
            before.ExceptWith(kept.Objects.Select(named => named.Key).Append(olderKey));
        }

        foreach (var unnamed in before)
        {
            if (CheckpointKeys.EpochOf(lease.Session, unnamed) <= lease.Epoch)
            {
                await blobs.DeleteAsync(unnamed, cancellationToken);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Session {SessionId}: checkpoint {Number} of {Files} files, {Bytes} bytes; {Written} bytes were new")]
    private partial void LogSaved(SessionId sessionId, long number, int files, long bytes, long written);

    [LoggerMessage(
        LogLevel.Warning,
        "Session {SessionId}: {Count} entries of its folder cannot be stored (links, "
            + "pipes, unreadable) and were left out")]
    private partial void LogLeftOut(SessionId sessionId, int count);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: what is stored of it could not be noted here")]
    private partial void LogNotNoted(SessionId sessionId, Exception failure);

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: the manifest {Key} is gone or damaged")]
    private partial void LogDamaged(SessionId sessionId, string key);
}
