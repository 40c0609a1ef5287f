using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Brings a deleted session back, with fresh credentials; its next message wakes it.</summary>
public sealed class RestoreSession(
    ISessionStore sessions, ITenantIdentity identity, ActivityRecorder recorder, AuditTrail audit, TimeProvider time)
{
    public async Task<SessionOutcome> RestoreAsync(SessionId id, By by, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(id, cancellationToken) is not { } found)
        {
            return SessionOutcome.Absent;
        }

        if (found.State != SessionState.Deleted)
        {
            return SessionOutcome.NotDeleted;
        }

        // Before the session is back, so that no agent ever starts with keys from before the deletion.
        await identity.RevokeAsync(id, cancellationToken);
        await identity.EnsureAsync(id, cancellationToken);
        var restored = false;
        var change = await sessions.ChangeAsync(
            id,
            session =>
            {
                restored = session.State == SessionState.Deleted;
                return restored ? Restored(session) : session;
            },
            cancellationToken);
        if (!restored)
        {
            if (change.Session is null or { IsGone: true })
            {
                // It was purged meanwhile: that revoked what there was, not what was made just now.
                await identity.RevokeAsync(id, cancellationToken);
            }

            return SessionOutcome.NotDeleted;
        }

        await recorder.RecordAsync(
            id,
            [SessionEvents.StateChanged(SessionState.Hibernated, "The project was restored", by.TraceId)],
            lease: null,
            cancellationToken);
        await audit.RecordAsync(by, "session.restore", id);
        return SessionOutcome.Done;
    }

    private Session Restored(Session session)
    {
        var now = time.GetUtcNow();
        return session with
        {
            State = SessionState.Hibernated,
            UpdatedAt = now,
            ExpiresAt = session.ExpiresAt > now ? session.ExpiresAt : null,
        };
    }
}
