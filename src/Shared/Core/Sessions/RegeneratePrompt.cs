using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Has a session's system prompt written anew, which happens only when an admin asks.</summary>
public sealed class RegeneratePrompt(ISessionStore sessions, CommandSender commands, AuditTrail audit)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async Task<SessionOutcome> RegenerateAsync(SessionId id, By by, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(id, cancellationToken);
        if (session is null or { IsGone: true })
        {
            return session is null ? SessionOutcome.Absent : SessionOutcome.Gone;
        }

        await commands.SendAsync(
            id, CommandKind.RegeneratePrompt, CommandSender.NoPayload, Lifetime, by.TraceId, cancellationToken);
        await audit.RecordAsync(by, "session.regenerate_prompt", id);
        return SessionOutcome.Done;
    }
}
