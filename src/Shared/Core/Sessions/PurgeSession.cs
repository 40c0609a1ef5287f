using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Has everything a deleted session made removed for good. A worker does it, and writes the receipt into the operation.
/// </summary>
public sealed class PurgeSession(
    ISessionStore sessions, IOperationStore operations, CommandSender commands, AuditTrail audit, TimeProvider time)
{
    // A purge that is not done is never given up: whatever it would leave costs money.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    /// <summary>Begins a purge as an operation of its own, given only when it began.</summary>
    public async Task<(SessionOutcome Outcome, OperationId? Operation)> PurgeAsync(
        SessionId id, By by, CancellationToken cancellationToken)
    {
        var operation = new Operation(
            OperationId.New(time),
            "purge",
            time.GetUtcNow(),
            [new OperationItem(id.Short, OperationItemStates.Pending)]);
        var outcome = await sessions.FindAsync(id, cancellationToken) is { } session
            ? Judge(session)
            : SessionOutcome.Absent;
        if (outcome != SessionOutcome.Done)
        {
            return (outcome, null);
        }

        await operations.CreateAsync(operation, cancellationToken);
        outcome = await BeginAsync(id, operation.Id, by, cancellationToken);
        return (outcome, outcome == SessionOutcome.Done ? operation.Id : null);
    }

    /// <summary>
    /// Begins a purge whose receipt goes to the operation's item named by the session's first 12 digits.
    /// </summary>
    public async Task<SessionOutcome> BeginAsync(
        SessionId id, OperationId operation, By by, CancellationToken cancellationToken)
    {
        var outcome = SessionOutcome.Absent;
        await sessions.ChangeAsync(
            id,
            session =>
            {
                outcome = Judge(session);
                return outcome == SessionOutcome.Done
                    ? session with { State = SessionState.Purging, UpdatedAt = time.GetUtcNow() }
                    : session;
            },
            cancellationToken);
        if (outcome == SessionOutcome.Done)
        {
            var payload = new PurgePayload(operation.Value, id.Short).ToJson();
            await commands.SendAsync(id, CommandKind.Purge, payload, Lifetime, by.TraceId, cancellationToken);
            await audit.RecordAsync(by, "session.purge", id, ("operation", operation.Value));
        }

        return outcome;
    }

    private static SessionOutcome Judge(Session session) => session.State switch
    {
        SessionState.Deleted => SessionOutcome.Done,
        SessionState.Purging or SessionState.Purged => SessionOutcome.Gone,
        _ => SessionOutcome.NotDeleted,
    };
}
