using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.CrashHost;

/// <summary>A turn store whose process dies beside one step of a turn.</summary>
internal sealed class CrashingTurnStore(ITurnStore inner, CrashPoint point) : ITurnStore
{
    public async Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken)
    {
        if ((point == CrashPoint.BeforeAccepted && change.Next.State == TurnState.Accepted)
            || (point == CrashPoint.BeforeDone && change.Next.State == TurnState.Done))
        {
            Crashing.Now();
        }

        var result = await inner.ChangeAsync(change, entries, lease, cancellationToken);
        if ((point == CrashPoint.BeforeKeystrokes && change.Next.State == TurnState.Typed)
            || (point == CrashPoint.AfterDone && change.Next.State == TurnState.Done))
        {
            Crashing.Now();
        }

        return result;
    }

    public Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> SubmitAsync(
        SessionId session, Submission submission, CancellationToken cancellationToken) =>
        inner.SubmitAsync(session, submission, cancellationToken);

    public Task<Turn?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken) =>
        inner.FindAsync(session, turn, cancellationToken);

    public Task<IReadOnlyList<Turn>> ListOpenAsync(SessionId session, CancellationToken cancellationToken) =>
        inner.ListOpenAsync(session, cancellationToken);

    public Task<IReadOnlyList<Turn>> ListRecentAsync(
        SessionId session, int limit, CancellationToken cancellationToken) =>
        inner.ListRecentAsync(session, limit, cancellationToken);

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropQueuedAsync(
        SessionId session, TurnId turn, string reason, IReadOnlyList<NewEntry> entries, LeaseToken? lease,
        CancellationToken cancellationToken) =>
        inner.DropQueuedAsync(session, turn, reason, entries, lease, cancellationToken);
}
