using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Has the keys of a session's own AWS identity replaced, by the worker that has it: those from before stop working. A
/// session whose agent gets none stays as it is.
/// </summary>
public sealed class RotateKeys(ISessionStore sessions, CommandSender commands, AuditTrail audit)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async Task<SessionOutcome> RotateAsync(SessionId id, By by, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(id, cancellationToken);
        if (session is null or { IsGone: true })
        {
            return session is null ? SessionOutcome.Absent : SessionOutcome.Gone;
        }

        await commands.SendAsync(
            id, CommandKind.RotateKeys, CommandSender.NoPayload, Lifetime, by.TraceId, cancellationToken);
        await audit.RecordAsync(by, "session.rotate_keys", id);
        return SessionOutcome.Done;
    }
}
