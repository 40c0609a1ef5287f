using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway.Tests;

/// <summary>What a real TLS client says first.</summary>
internal static class TlsGreetings
{
    /// <summary>The greeting of a client that asks for a host.</summary>
    public static async Task<byte[]> ForAsync(string host, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellationToken);
        using var server = await listener.AcceptTcpClientAsync(cancellationToken);
        await using var tls = new SslStream(client.GetStream());
        var asking = tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken);
        var said = new byte[TlsHello.MaxBytes];
        var filled = 0;
        while (!TlsHello.Read(said.AsSpan(0, filled)).IsWhole)
        {
            var read = await server.GetStream().ReadAsync(said.AsMemory(filled), cancellationToken);
            Assert.True(read > 0, "The client left without a whole greeting.");
            filled += read;
        }

        server.Close();
        await Assert.ThrowsAnyAsync<IOException>(() => asking);
        return said[..filled];
    }
}
