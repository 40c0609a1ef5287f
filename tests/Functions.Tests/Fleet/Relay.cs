using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TmuxBuilder.Functions.Tests.Fleet;

/// <summary>A way to a server on this machine that can be cut and mended.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<TcpClient, bool> open = [];
    private readonly Task accepting;
    private readonly Uri server;
    private volatile bool isCut;

    public Relay(Uri server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>An address of the server, as it is reached this way.</summary>
    public string Through(string address) =>
        address.Replace(server.Authority, listener.LocalEndpoint.ToString(), StringComparison.Ordinal);

    /// <summary>Breaks what is open, and lets nothing through until it is mended.</summary>
    public void Cut()
    {
        isCut = true;
        Break();
    }

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        Break();
        await accepting;
        stopping.Dispose();
    }

    private void Break()
    {
        foreach (var connection in open.Keys)
        {
            connection.Close();
        }
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient caller)
    {
        using var called = new TcpClient();
        open[caller] = open[called] = true;
        try
        {
            if (isCut)
            {
                return;
            }

            await called.ConnectAsync(server.Host, server.Port, stopping.Token);
            var (here, there) = (caller.GetStream(), called.GetStream());
            await Task.WhenAny(here.CopyToAsync(there, stopping.Token), there.CopyToAsync(here, stopping.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or InvalidOperationException
            or OperationCanceledException)
        {
            // It was cut, or one of them left.
        }
        finally
        {
            open.TryRemove(caller, out _);
            open.TryRemove(called, out _);
            caller.Dispose();
        }
    }
}
