using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Grants;

/// <summary>Revokes what opens a session, and what a client held.</summary>
internal sealed class GrantErasing(IGrantStore grants) : ISessionErasing
{
    public Task EraseAsync(Session session, CancellationToken cancellationToken) => RevokeAsync(
        session.Id.Value, cancellationToken, GrantKind.Share, GrantKind.SessionCookie, GrantKind.SocketTicket);

    public Task ForgetAsync(string email, CancellationToken cancellationToken) =>
        RevokeAsync(email, cancellationToken, GrantKind.ClientToken, GrantKind.LoginLink);

    private async Task RevokeAsync(string subject, CancellationToken cancellationToken, params GrantKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            await grants.RevokeAllAsync(kind, subject, cancellationToken);
        }
    }
}
