using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// Stores sessions' workspaces and brings them back, so that a session outlives the machine its folder is on. The owner
/// of a session calls it between turns, one call at a time.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore holds no handle; whoever is inside at the end must still leave.")]
internal sealed partial class SessionCheckpoints(
    BuilderOptions options,
    SessionFolders folders,
    CheckpointNotes notes,
    ISessionStore sessions,
    SessionBook book,
    IBlobStore blobs,
    WorkspaceSaver saver,
    WorkspaceRestorer restorer,
    TimeProvider time,
    ILogger<SessionCheckpoints> logger) : ICheckpoints
{
    public const string TooLargeSentence =
        "The project has become too large to be backed up. Work goes on, but please ask for large "
            + "files you do not need to be removed.";

    private const int MaxCopyTries = 3;

    // Storing is mostly work of the processor: more at once only slow the agents down.
    private readonly SemaphoreSlim places = new(2);

    public async Task<CheckpointResult> SaveAsync(LeaseToken lease, bool forget, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Checkpoints.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await places.WaitAsync(either.Token);
            try
            {
                return await Task.Run(() => SaveOnceAsync(lease, forget, either.Token), either.Token);
            }
            finally
            {
                places.Release();
            }
        }
        catch (Exception failure)
            when (failure is not OwnershipLostException && !cancellationToken.IsCancellationRequested)
        {
            LogNotSaved(lease.Session, failure);
            return new CheckpointResult(CheckpointOutcome.Failed);
        }
    }

    public async Task<RestoreOutcome> RestoreAsync(
        LeaseToken lease, Func<CancellationToken, Task> clear, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Checkpoints.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await RestoreOnceAsync(lease, clear, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The workspace was not brought back within {options.Checkpoints.Timeout}.", late);
        }
    }

    private async Task<RestoreOutcome> RestoreOnceAsync(
        LeaseToken lease, Func<CancellationToken, Task> clear, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(lease.Session, cancellationToken) is not { IsGone: false } session)
        {
            return RestoreOutcome.Current;
        }

        var outcome = RestoreOutcome.Current;
        if (session.CopyOf is { } source)
        {
            await clear(cancellationToken);
            outcome = await CopyAsync(source, lease, cancellationToken);
        }
        else if (session.Checkpoint is { } stored && !await IsCurrentAsync(session, cancellationToken))
        {
            await clear(cancellationToken);
            outcome = await RestoreAsync(stored, lease, cancellationToken);
        }

        if (outcome != RestoreOutcome.Damaged)
        {
            await notes.SetEpochAsync(session.Id, lease.Epoch, cancellationToken);
        }

        return outcome;
    }

    public async Task DropAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        await book.ChangeAsync(lease, found => found with { Checkpoint = null }, cancellationToken);
        var keys = await blobs.ListAsync(CheckpointKeys.Prefix(lease.Session), cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var key in keys.Where(key => CheckpointKeys.EpochOf(lease.Session, key) <= lease.Epoch))
        {
            await blobs.DeleteAsync(key, cancellationToken);
        }

        LogDropped(lease.Session, keys.Count);
    }

    private async Task<CheckpointResult> SaveOnceAsync(
        LeaseToken lease, bool forget, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(lease.Session, cancellationToken) is not { IsGone: false, CopyOf: null } session
            || !folders.Exists(session.Id)
            || !await IsCurrentAsync(session, cancellationToken))
        {
            return new CheckpointResult(CheckpointOutcome.Nothing);
        }

        // From here on the folder is this lease's: what is stored with its epoch must not make the folder look old.
        await notes.SetEpochAsync(session.Id, lease.Epoch, cancellationToken);
        var result = await saver.SaveAsync(session, lease, forget, cancellationToken);
        var problem = result.Outcome == CheckpointOutcome.TooLarge ? TooLargeSentence : null;
        if (session.CheckpointProblem == problem)
        {
            return result;
        }

        await book.ChangeAsync(lease, found => found with { CheckpointProblem = problem }, cancellationToken);
        return result with { Told = problem };
    }

    /// <summary>Whether nobody stored the workspace from another machine since it was last used on this one.</summary>
    private async Task<bool> IsCurrentAsync(Session session, CancellationToken cancellationToken) =>
        session.Checkpoint is not { } stored
        || (folders.Exists(session.Id) && await notes.EpochAsync(session.Id, cancellationToken) >= stored.Epoch);

    private async Task<RestoreOutcome> RestoreAsync(
        Checkpoint stored, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (await restorer.RestoreAsync(lease.Session, stored, _ => true, cancellationToken) is not var (key, manifest))
        {
            return RestoreOutcome.Damaged;
        }

        if (key != stored.Manifest)
        {
            // The next generation must not go on from the damaged one.
            var older =
                stored with { Manifest = key, Previous = null, Files = manifest.Files.Count, Bytes = manifest.Bytes };
            await book.ChangeAsync(lease, found => found with { Checkpoint = older }, cancellationToken);
        }

        return RestoreOutcome.Restored;
    }

    private async Task<RestoreOutcome> CopyAsync(
        SessionId source, LeaseToken lease, CancellationToken cancellationToken)
    {
        string? tried = null;
        for (var tries = 0; tries < MaxCopyTries; tries++)
        {
            if (await sessions.FindAsync(source, cancellationToken) is not { IsGone: false, Checkpoint: { } stored })
            {
                await book.ChangeAsync(lease, found => found with { CopyOf = null }, cancellationToken);
                return RestoreOutcome.SourceGone;
            }

            if (stored.Manifest == tried)
            {
                break;
            }

            if (await restorer.RestoreAsync(lease.Session, stored, IsCopied, cancellationToken) is not null)
            {
                await book.ChangeAsync(lease, found => found with { CopyOf = null }, cancellationToken);
                return RestoreOutcome.Restored;
            }

            // The source works on meanwhile: what its owner removed while it was read is in its next generation.
            tried = stored.Manifest;
        }

        return RestoreOutcome.Damaged;
    }

    private static bool IsCopied(string path) => WorkspaceRules.Copied.Contains(path.Split('/')[0]);

    [LoggerMessage(
        LogLevel.Warning,
        "Session {SessionId}: all its generations were removed, {Count} blobs; they held what was to be forgotten")]
    private partial void LogDropped(SessionId sessionId, int count);

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: its workspace could not be stored; the next turn's end tries again")]
    private partial void LogNotSaved(SessionId sessionId, Exception failure);
}
