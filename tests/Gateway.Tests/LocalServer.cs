using System.Net;
using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Tests;

/// <summary>A TCP server on loopback that serves each connection with what the test says.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task serving;

    public LocalServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync(serve);
    }

    public int Port { get; }

    public static LocalServer Echo() => new((stream, token) => stream.CopyToAsync(stream, token));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        while (true)
        {
            try
            {
                using var connection = await listener.AcceptTcpClientAsync(stopping.Token);
                await serve(connection.GetStream(), stopping.Token);
            }
            catch (IOException)
            {
                // The proxy cut the connection: that is what some tests are about.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
