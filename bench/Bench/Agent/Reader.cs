using System.Net.WebSockets;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Agent;

/// <summary>A client's open socket, read so that frames are sent to it.</summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private Task reading = Task.CompletedTask;

    public static async Task<Reader> OpenAsync(AgentHost host, SessionId session, CancellationToken cancellationToken)
    {
        var reader = new Reader();
        await reader.socket.ConnectAsync(
            new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = $"/ws/{session.Value}" }.Uri,
            cancellationToken);
        reader.reading = reader.ReadAsync();
        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        socket.Dispose();
        stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                await socket.ReceiveAsync(buffer.AsMemory(), stop.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // The benchmark, or the host, is over.
        }
    }
}
