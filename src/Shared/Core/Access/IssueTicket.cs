using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Access;

/// <summary>Gives an admin a ticket that opens one raw socket of a session, once.</summary>
public sealed class IssueTicket(GrantIssuer issuer, AuditTrail audit)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public async Task<(
        Grant Grant, string Ticket)> IssueAsync(SessionId session, By by, CancellationToken cancellationToken)
    {
        var ticket =
            await issuer.IssueAsync(GrantKind.SocketTicket, session.Value, by.Actor, Lifetime, cancellationToken);
        await audit.RecordAsync(by, "session.watch", session);
        return ticket;
    }
}
