using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TmuxBuilder.Escape.World;

/// <summary>A proxy that believes what it is sent: it connects anywhere and passes every byte on as it came.</summary>
internal static class NaiveProxy
{
    public static async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        await using var client = new NetworkStream(socket, ownsSocket: true);
        var buffer = new byte[16384];
        var read = await client.ReadAsync(buffer, cancellationToken);
        var words = Encoding.Latin1.GetString(buffer, 0, read).Split(' ');
        var isTunnel = words[0] == "CONNECT";
        var target = isTunnel ? new Uri($"http://{words[1]}/") : new Uri(words[1]);
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var address = target.Host.EndsWith(".test", StringComparison.Ordinal)
            ? IPAddress.Loopback
            : (await Dns.GetHostAddressesAsync(target.Host, AddressFamily.InterNetwork, cancellationToken))[0];
        await server.ConnectAsync(new IPEndPoint(address, target.Port), cancellationToken);
        await using var upstream = new NetworkStream(server);
        await (isTunnel
            ? client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), cancellationToken)
            : upstream.WriteAsync(buffer.AsMemory(0, read), cancellationToken));
        await Task.WhenAny(
            client.CopyToAsync(upstream, cancellationToken), upstream.CopyToAsync(client, cancellationToken));
    }
}
