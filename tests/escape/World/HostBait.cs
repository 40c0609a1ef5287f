using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace TmuxBuilder.Escape.World;

/// <summary>
/// What the host has: a service on its loopback that greets with BAIT, a hidden socket, a process, shared memory.
/// </summary>
internal sealed class HostBait : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener tcp = new(IPAddress.Loopback, 0);
    private readonly Socket hidden = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Process victim;
    private readonly Task serving;
    private readonly Task servingHidden;

    public HostBait()
    {
        tcp.Start();
        hidden.Bind(new UnixDomainSocketEndPoint($"\0{Name}"));
        hidden.Listen();
        serving = ServeAsync(tcp.Server);
        servingHidden = ServeAsync(hidden);
        victim = Process.Start("sleep", "3600");
        Segment = Said("ipcmk", "-M", "64");
    }

    public int Port => ((IPEndPoint)tcp.LocalEndpoint).Port;

    public string Name { get; } = $"tb-bait-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>A process of the worker's user that anybody it let in could end.</summary>
    public int Victim => victim.Id;

    public bool VictimLives => !victim.HasExited;

    /// <summary>The number of a segment of shared memory.</summary>
    public string Segment { get; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        tcp.Dispose();
        hidden.Dispose();
        await Task.WhenAll(serving, servingHidden);
        victim.Kill();
        victim.Dispose();
        _ = Said("ipcrm", "-m", Segment);
        stopping.Dispose();
    }

    // "Shared memory id: 3"
    private static string Said(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said.Trim().Split(' ')[^1];
    }

    private async Task ServeAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await listener.AcceptAsync(stopping.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The host is put away.
        }
    }

    /// <summary>Greets, then sends back what it is sent, so that one sees what arrived.</summary>
    private async Task EchoAsync(Socket client)
    {
        using (client)
        {
            try
            {
                await client.SendAsync("HTTP/1.0 200 OK\r\n\r\nBAIT\n"u8.ToArray(), stopping.Token);
                var buffer = new byte[4096];
                int read;
                while ((read = await client.ReceiveAsync(buffer, stopping.Token)) > 0)
                {
                    await client.SendAsync(buffer.AsMemory(0, read), stopping.Token);
                }
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException)
            {
                // Whoever asked has gone.
            }
        }
    }
}
