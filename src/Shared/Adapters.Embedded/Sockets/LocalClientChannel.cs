using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Sockets;

/// <summary>Hands frames to the sockets of this very process.</summary>
internal sealed class LocalClientChannel(LocalSockets sockets) : IClientChannel
{
    public Task<bool> PostAsync(Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(sockets.Find(connection.Id) is { } sink && sink.TryPost(frames));
    }

    public Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        sockets.Find(connection.Id)?.Close(reason);
        return Task.CompletedTask;
    }
}
