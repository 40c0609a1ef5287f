using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>DynamoDB with nothing in it, on a loopback socket: every read finds nothing, at next to no cost.</summary>
internal sealed class EmptyTable : IDisposable
{
    private static readonly byte[] Nothing = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}");

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public EmptyTable()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://{listener.LocalEndpoint}";

    /// <summary>How many calls were answered.</summary>
    public int Calls { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    /// <summary>A call of this client is a header and a body that come in one or two pieces.</summary>
    private async Task AnswerAsync(Socket client)
    {
        using var connection = client;
        var buffer = new byte[64 << 10];
        var filled = 0;
        while (await client.ReceiveAsync(buffer.AsMemory(filled)) is var read and > 0)
        {
            filled += read;
            var text = Encoding.ASCII.GetString(buffer, 0, filled);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && filled >= head + 4 + LengthIn(text[..head]))
            {
                Calls++;
                filled = 0;
                await client.SendAsync(Nothing);
            }
        }
    }

    private static int LengthIn(string head)
    {
        const string name = "Content-Length:";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        var rest = at < 0 ? "0" : head[(at + name.Length)..];
        return int.Parse(rest.Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
