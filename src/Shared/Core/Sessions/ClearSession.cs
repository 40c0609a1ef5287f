using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Empties a session's chat and activity and has its agent forget the conversation; refused while it works.
/// </summary>
public sealed class ClearSession(
    ISessionStore sessions, IChatStore chat, CommandSender commands, ActivityRecorder recorder, AuditTrail audit)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async Task<SessionOutcome> ClearAsync(SessionId id, By by, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(id, cancellationToken);
        if (session is null or { IsGone: true })
        {
            return session is null ? SessionOutcome.Absent : SessionOutcome.Gone;
        }

        if (!await chat.ClearAsync(id, cancellationToken))
        {
            return SessionOutcome.Working;
        }

        await commands.SendAsync(
            id, CommandKind.Clear, CommandSender.NoPayload, Lifetime, by.TraceId, cancellationToken);
        await recorder.RecordAsync(
            id,
            [SessionEvents.StateChanged(session.State, "Chat and activity were cleared", by.TraceId)],
            lease: null,
            cancellationToken);
        await audit.RecordAsync(by, "session.clear", id);
        return SessionOutcome.Done;
    }
}
