using System.Threading.Channels;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Sockets.Tests.Support;

/// <summary>Tells tests when a connection was put and when it was forgotten.</summary>
internal sealed class WatchedConnections(IConnectionStore inner) : IConnectionStore
{
    private readonly Channel<string> removed = Channel.CreateUnbounded<string>();

    public ChannelReader<string> Removed => removed.Reader;

    public Task PutAsync(Connection connection, CancellationToken cancellationToken) =>
        inner.PutAsync(connection, cancellationToken);

    public async Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken)
    {
        await inner.RemoveAsync(session, connection, cancellationToken);
        removed.Writer.TryWrite(connection);
    }

    public Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        inner.ListAsync(session, cancellationToken);

    public Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken) =>
        inner.FindAsync(connection, cancellationToken);

    public IAsyncEnumerable<Connection> ListAllAsync(CancellationToken cancellationToken) =>
        inner.ListAllAsync(cancellationToken);
}
