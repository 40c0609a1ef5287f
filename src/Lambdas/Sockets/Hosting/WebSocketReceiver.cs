using System.Buffers;
using System.Net.WebSockets;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Hosting;

/// <summary>Reads what a client says, keeping little while it is silent and never more than one frame.</summary>
internal sealed class WebSocketReceiver(WebSocket socket, SocketConnection connection)
{
    private const int IdleBuffer = 512;

    /// <summary>Reads until the client closes or is gone; after a frame that is too big, only for the close.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(IdleBuffer);
        try
        {
            var filled = 0;
            var tooBig = false;
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    connection.Close(SocketClose.Answered);
                    return;
                }

                filled += received.Count;
                if (!tooBig && filled > ClientFrame.MaxBytes)
                {
                    tooBig = true;
                    connection.Close(SocketClose.TooBig);
                }

                if (tooBig)
                {
                    filled = 0;
                }
                else if (!received.EndOfMessage)
                {
                    buffer = filled == buffer.Length ? Grow(buffer) : buffer;
                }
                else
                {
                    var frame = Frame(received.MessageType, buffer.AsSpan(0, filled));
                    await connection.TakeAsync(frame, cancellationToken);
                    filled = 0;
                }
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException)
        {
            connection.Abandon();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static ClientFrame Frame(WebSocketMessageType type, ReadOnlySpan<byte> bytes) =>
        type == WebSocketMessageType.Text ? ClientFrame.Parse(bytes) : ClientFrame.Binary;

    private static byte[] Grow(byte[] buffer)
    {
        var grown = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return grown;
    }
}
