using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Chat;

/// <summary>Has a worker begin every turn just before it would be dropped.</summary>
internal sealed class StartsMeanwhile(ITurnStore inner) : ITurnStore
{
    public Func<SessionId, TurnId, Task> Start { get; set; } = static (_, _) => Task.CompletedTask;

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

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken) =>
        inner.ChangeAsync(change, entries, lease, cancellationToken);

    public async Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropQueuedAsync(
        SessionId session,
        TurnId turn,
        string reason,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken)
    {
        await Start(session, turn);
        return await inner.DropQueuedAsync(session, turn, reason, entries, lease, cancellationToken);
    }
}
