using System.Net.WebSockets;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Hosting;

/// <summary>The protocol's wire on a WebSocket of this process.</summary>
internal sealed class WebSocketTransport(WebSocket socket) : ISocketTransport
{
    public ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken) =>
        socket.SendAsync(utf8, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    public async Task CloseAsync(SocketClose close, CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, cancellationToken);
        }
    }
}
