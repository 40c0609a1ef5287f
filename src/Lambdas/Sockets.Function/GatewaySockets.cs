using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Function;

/// <summary>Sockets that API Gateway holds.</summary>
internal sealed class GatewaySockets(ConnectionPost post) : IRemoteSockets
{
    public async Task<bool> SendAsync(
        string connection, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken) =>
        await post.SendAsync(connection, utf8, cancellationToken) switch
        {
            PostOutcome.Sent => true,
            PostOutcome.Gone => false,
            _ => throw new StoreUnavailableException("The socket takes nothing just now."),
        };

    public Task CloseAsync(string connection, CancellationToken cancellationToken) =>
        post.CloseAsync(connection, cancellationToken);
}
