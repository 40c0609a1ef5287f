using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Connections;

/// <summary>Ends the sockets of what is no longer there or allowed.</summary>
public sealed class ConnectionCloser(IConnectionStore connections, IClientChannel channel)
{
    /// <summary>Closes every socket of a session that was deleted or purged.</summary>
    public Task CloseSessionAsync(SessionId session, CancellationToken cancellationToken) =>
        CloseAsync(session, static (_, _) => true, "", "The session was deleted.", cancellationToken);

    /// <summary>Closes the sockets that were opened with a share that was revoked.</summary>
    /// <param name="shareId">The share's public id, not its secret.</param>
    public Task CloseShareAsync(SessionId session, string shareId, CancellationToken cancellationToken) =>
        CloseAsync(
            session,
            static (connection, id) => connection.Role == Role.Share && connection.PublicId == id,
            shareId,
            "The share was revoked.",
            cancellationToken);

    private async Task CloseAsync(
        SessionId session,
        Func<Connection, string, bool> which,
        string id,
        string reason,
        CancellationToken cancellationToken)
    {
        foreach (var connection in await connections.ListAsync(session, cancellationToken))
        {
            if (which(connection, id))
            {
                await channel.CloseAsync(connection, reason, cancellationToken);
                await connections.RemoveAsync(session, connection.Id, cancellationToken);
            }
        }
    }
}
