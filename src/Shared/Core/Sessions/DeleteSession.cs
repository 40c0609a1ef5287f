using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Removes a session so that it can be restored: its agent stops, its identity is revoked, its sockets close.
/// </summary>
public sealed class DeleteSession(
    ISessionStore sessions,
    SessionStop stop,
    ITenantIdentity identity,
    ActivityRecorder recorder,
    ConnectionCloser closer,
    AuditTrail audit,
    TimeProvider time)
{
    /// <summary>
    /// Deletes a session; deleting one again finishes what was left undone, and is <see cref="SessionOutcome.Done"/>.
    /// </summary>
    public async Task<SessionOutcome> DeleteAsync(SessionId id, By by, CancellationToken cancellationToken)
    {
        var change = await sessions.ChangeAsync(id, Deleted, cancellationToken);
        if (change.Session is not { } session)
        {
            return SessionOutcome.Absent;
        }

        if (session.State != SessionState.Deleted)
        {
            return SessionOutcome.Gone;
        }

        await stop.StopAsync(
            id, "The project was deleted before this message was worked on.", by.TraceId, cancellationToken);
        await identity.RevokeAsync(id, cancellationToken);
        await recorder.RecordAsync(
            id,
            [SessionEvents.StateChanged(SessionState.Deleted, "The project was deleted", by.TraceId)],
            lease: null,
            cancellationToken);
        await closer.CloseSessionAsync(id, cancellationToken);
        await audit.RecordAsync(by, "session.delete", id);
        return SessionOutcome.Done;
    }

    private Session Deleted(Session session) => session.IsGone
        ? session
        : session with { State = SessionState.Deleted, StateReason = null, UpdatedAt = time.GetUtcNow() };
}
