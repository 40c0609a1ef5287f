using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace TmuxBuilder.Gateway.Model;

/// <summary>Gives one Kestrel the connections of many sockets that come and go while it runs.</summary>
internal sealed class AgentConnections : IConnectionListenerFactory, IConnectionListener
{
    private const int Waiting = 64;

    private readonly Channel<ConnectionContext> accepted = Channel.CreateBounded<ConnectionContext>(Waiting);

    public EndPoint EndPoint { get; } = new AgentEndPoint();

    public ValueTask AddAsync(ConnectionContext connection, CancellationToken cancellationToken) =>
        accepted.Writer.WriteAsync(connection, cancellationToken);

    public ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await accepted.Reader.WaitToReadAsync(cancellationToken) && accepted.Reader.TryRead(out var connection)
            ? connection
            : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        accepted.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => UnbindAsync();

    private sealed class AgentEndPoint : EndPoint
    {
        public override string ToString() => "agents";
    }
}
