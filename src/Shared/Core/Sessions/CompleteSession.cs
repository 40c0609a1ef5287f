using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Ends a session: its agent stops, everything stays, the next message reopens it.</summary>
public sealed class CompleteSession(
    ISessionStore sessions, SessionStop stop, ActivityRecorder recorder, AuditTrail audit, TimeProvider time)
{
    public async Task<SessionOutcome> CompleteAsync(SessionId id, By by, CancellationToken cancellationToken)
    {
        var change = await sessions.ChangeAsync(id, Completed, cancellationToken);
        if (change.Session is not { } session)
        {
            return SessionOutcome.Absent;
        }

        if (session.IsGone)
        {
            return SessionOutcome.Gone;
        }

        await stop.StopAsync(
            id, "The project was completed before this message was worked on.", by.TraceId, cancellationToken);
        await recorder.RecordAsync(
            id,
            [SessionEvents.StateChanged(SessionState.Completed, "The project is completed", by.TraceId)],
            lease: null,
            cancellationToken);
        await audit.RecordAsync(by, "session.complete", id);
        return SessionOutcome.Done;
    }

    private Session Completed(Session session) => session.IsGone || session.State == SessionState.Completed
        ? session
        : session with { State = SessionState.Completed, StateReason = null, UpdatedAt = time.GetUtcNow() };
}
