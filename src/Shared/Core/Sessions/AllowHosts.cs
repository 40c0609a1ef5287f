using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Says which hosts a session's agent may reach beside those that all may; at once, also for one that works.
/// </summary>
public sealed class AllowHosts(ISessionStore sessions, AuditTrail audit, TimeProvider time)
{
    /// <param name="hosts">As <see cref="AllowedHosts.Write"/> has them.</param>
    public async Task<SessionOutcome> AllowAsync(
        SessionId id, string hosts, By by, CancellationToken cancellationToken)
    {
        var saved = await sessions.ChangeAsync(
            id,
            session => session.IsGone || session.AllowedHosts == hosts
                ? session
                : session with { AllowedHosts = hosts, UpdatedAt = time.GetUtcNow() },
            cancellationToken);
        if (saved.Session is null or { IsGone: true })
        {
            return saved.Session is null ? SessionOutcome.Absent : SessionOutcome.Gone;
        }

        await audit.RecordAsync(by, "session.allow_hosts", id, ("hosts", hosts));
        return SessionOutcome.Done;
    }
}
