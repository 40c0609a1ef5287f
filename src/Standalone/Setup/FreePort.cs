using System.Net;
using System.Net.Sockets;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>Finds a port for an address that leaves the choice to us (port 0), before anything names it.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
