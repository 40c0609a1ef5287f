using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Turns;

/// <summary>Cancels turns: one that waits is dropped at once, one that runs is interrupted by its worker.</summary>
public sealed class TurnCanceller(
    ISessionStore sessions,
    ITurnStore turns,
    ICommandStore commands,
    WorkBell bell,
    ActivityRecorder activity,
    TimeProvider time)
{
    private const string Reason = "You cancelled this message before its work began.";

    private static readonly TimeSpan CommandLifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Cancels a turn of the session: the one named, else the one that runs, else the one that waits longest.
    /// </summary>
    public async Task<CancelResult> CancelAsync(
        SessionId session, TurnId? named, string? traceId, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, named, cancellationToken) is not { } turn)
        {
            return new CancelResult(named is null ? CancelOutcome.NothingToCancel : CancelOutcome.Unknown);
        }

        if (turn.State.IsEnded)
        {
            return new CancelResult(CancelOutcome.NothingToCancel, turn.Id);
        }

        if (turn.State == TurnState.Queued && await DropAsync(turn, traceId, cancellationToken))
        {
            return new CancelResult(CancelOutcome.Dropped, turn.Id);
        }

        // It runs, or began to run while it was being dropped; a worker ignores the command when it ended meanwhile.
        await InterruptAsync(turn, traceId, cancellationToken);
        return new CancelResult(CancelOutcome.Interrupting, turn.Id);
    }

    private async Task<Turn?> FindAsync(SessionId session, TurnId? named, CancellationToken cancellationToken)
    {
        if (named is { } id)
        {
            return await turns.FindAsync(session, id, cancellationToken);
        }

        var open = await turns.ListOpenAsync(session, cancellationToken);
        return open.Count > 0 ? open[0] : null;
    }

    private async Task<bool> DropAsync(Turn turn, string? traceId, CancellationToken cancellationToken)
    {
        var entries = activity.Prepare(
            DeliveryEvents.Of(turn, Delivery.Failed, Reason, traceId));
        var (outcome, stored) =
            await turns.DropQueuedAsync(turn.Session, turn.Id, Reason, entries, lease: null, cancellationToken);
        if (outcome != ChangeOutcome.Saved)
        {
            return false;
        }

        await activity.SendAsync(turn.Session, stored, cancellationToken);
        if (turn.Origin == TurnOrigin.Initial)
        {
            await sessions.ChangeAsync(turn.Session, WithoutBeginning, cancellationToken);
        }

        return true;
    }

    /// <summary>What the session was to begin with will not come: it waits for a message like any other.</summary>
    private Session WithoutBeginning(Session session) => session.State == SessionState.Initializing
        ? session with { State = SessionState.Ready, UpdatedAt = time.GetUtcNow() }
        : session;

    private async Task InterruptAsync(Turn turn, string? traceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var payload = new CancelPayload(turn.Id.Value).ToJson();
        var command = new Command(
            CommandId.New(time), turn.Session, CommandKind.Cancel, payload, now, now + CommandLifetime, traceId);
        await commands.AddAsync(command, cancellationToken);
        await bell.RingAsync(turn.Session, cancellationToken);
    }
}
