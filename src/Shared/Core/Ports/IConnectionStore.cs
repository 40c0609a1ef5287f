using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>Knows the subscribed sockets. Losing it costs a reconnect, nothing else.</summary>
public interface IConnectionStore
{
    /// <summary>Adds or replaces a connection.</summary>
    Task PutAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Removes a connection; absent is fine.</summary>
    Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken);

    /// <summary>The session's connections, live or not.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Finds a connection by its id alone, or <see langword="null"/>.</summary>
    Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken);

    /// <summary>
    /// Every session's connections, in no order; of those that come or go meanwhile some may be missing or there.
    /// </summary>
    IAsyncEnumerable<Connection> ListAllAsync(CancellationToken cancellationToken);
}
