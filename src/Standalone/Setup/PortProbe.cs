using System.Net;
using System.Net.Sockets;
using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>
/// Finds out whether the host can listen where it is told to before any of its parts starts: the web server comes up
/// last, when a worker may have adopted agents already.
/// </summary>
internal static class PortProbe
{
    /// <exception cref="SettingException">One of the addresses is taken, or not this machine's.</exception>
    public static void Check(IReadOnlyList<Uri> urls)
    {
        var held = new List<Socket>();
        try
        {
            foreach (var url in urls)
            {
                Hold(url, held);
            }
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }
    }

    private static void Hold(Uri url, List<Socket> held)
    {
        try
        {
            foreach (var address in AddressesOf(url))
            {
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                held.Add(socket);
                if (address.Equals(IPAddress.IPv6Any))
                {
                    socket.DualMode = true;
                }

                socket.Bind(new IPEndPoint(address, url.Port));
                socket.Listen();
            }
        }
        catch (SocketException e)
        {
            throw new SettingException(
                $"{url.GetLeftPart(UriPartial.Authority)} cannot be listened at: {e.Message}. "
                + "Stop what listens there, or choose another address with --urls.");
        }
    }

    /// <summary>As the web server reads an address: a name other than localhost means every address there is.</summary>
    private static IPAddress[] AddressesOf(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address) ? [address]
        : url.IsLoopback ? [IPAddress.Loopback]
        : Socket.OSSupportsIPv6 ? [IPAddress.IPv6Any]
        : [IPAddress.Any];
}
