using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// Giving the session to the other workers because this one ends: one at rest at once, one at work when its turn is
/// over or its time is up.
/// </content>
internal sealed partial class SessionRunner
{
    private DateTimeOffset? leaveAt;

    /// <summary>When a turn at work is interrupted, so that another worker goes on with it.</summary>
    private DateTimeOffset? LeaveDue => Lease is not null && retryAt is null ? leaveAt : null;

    private Task LeaveAsync(DateTimeOffset latest, CancellationToken cancellationToken)
    {
        leaveAt = latest;
        return LookAsync(cancellationToken);
    }

    /// <summary>
    /// Whether this worker ends and has nothing more to do with the session; a turn at work may still go on.
    /// </summary>
    private async Task<bool> GaveAwayAsync(CancellationToken cancellationToken)
    {
        if (leaveAt is null || (steps.Current is { State: { IsTimed: true } or TurnState.Checking } && Now < leaveAt))
        {
            return false;
        }

        if (Lease is not null)
        {
            await HandOverAsync(null, cancellationToken);
        }

        Forget();
        return true;
    }

    /// <summary>
    /// Stores the session and lets it go. A worker that ends has no choice; one that only has no place keeps what could
    /// not be stored, which is then <see langword="false"/>.
    /// </summary>
    /// <param name="target">Whose line is rung; without one this worker ends, and all are rung for.</param>
    private async Task<bool> HandOverAsync(WorkerId? target, CancellationToken cancellationToken)
    {
        EndTakeOver();
        await StopProvingAsync();
        await StopOpeningAsync();
        if (TimedTurn is { } turn)
        {
            // Interrupted first: then what was said until here is in the conversation that is stored.
            await ProveStoppedAsync(turn, cancellationToken);
        }

        var rested = holder.Agent is not null || mayAdopt;
        await EndAgentAsync(cancellationToken);
        var stored = await CheckpointAsync(cancellationToken);
        if (rested && steps.Current is null)
        {
            await parts.Book.SetStateAsync(Owned, SessionState.Hibernated, null, cancellationToken);
        }

        if (target is not null && stored is CheckpointOutcome.Failed or CheckpointOutcome.TooLarge)
        {
            LogKept(Session);
            return false;
        }

        await Pump.FlushAsync(cancellationToken);
        var held = Owned;
        Volatile.Write(ref lease, null);
        await parts.Leases.ReleaseAsync(held, cancellationToken);
        parts.Instruments.HandedOver();
        LogGivenAway(Session);

        // For whatever it waits for; without any, whoever hears it finds nothing to do.
        if (target is not { } worker || !await parts.Doorbell.RingAtAsync(Session, worker, cancellationToken))
        {
            await parts.Doorbell.RingAsync(Session, cancellationToken);
        }

        return true;
    }

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId} waits here although another worker has a place: it could not be stored")]
    private partial void LogKept(SessionId sessionId);

    [LoggerMessage(LogLevel.Information, "Session {SessionId} is given to the other workers")]
    private partial void LogGivenAway(SessionId sessionId);
}
