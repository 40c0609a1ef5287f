using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway.Tests;

/// <summary>A tunnel for TLS goes to the host it was allowed for, not to another at the same address.</summary>
public sealed class TlsTunnelTests
{
    private readonly ConcurrentQueue<NetworkRefusal> refusals = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", 1 << 20)]
    [InlineData("LocalHost", 7)]
    [InlineData("localhost", 1)]
    public async Task A_greeting_for_the_host_is_passed_on_as_it_came(string host, int piece)
    {
        var hello = await TlsGreetings.ForAsync(host, Token);
        await using var server = LocalServer.Echo();
        await using var gateway = new GatewayFixture(Options(server));
        await using var client = await TunnelAsync(gateway, server);

        foreach (var part in hello.Chunk(piece))
        {
            await client.WriteAsync(part, Token);
        }

        var echoed = new byte[hello.Length];
        await client.ReadExactlyAsync(echoed, Token);
        Assert.Equal(hello, echoed);
        Assert.Empty(refusals);
    }

    [Fact]
    public async Task A_greeting_for_another_host_reaches_nobody()
    {
        await AssertRefusedAsync(await TlsGreetings.ForAsync("elsewhere.example", Token));
        await AssertRefusedAsync(await TlsGreetings.ForAsync("localhost.elsewhere.example", Token));
    }

    [Fact]
    public async Task What_asks_for_no_host_or_is_no_tls_reaches_nobody()
    {
        await AssertRefusedAsync(await TlsGreetings.ForAsync("127.0.0.1", Token));
        await AssertRefusedAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n"));
    }

    [Fact]
    public async Task A_greeting_that_goes_over_several_records_is_read_whole()
    {
        var hello = await TlsGreetings.ForAsync("elsewhere.example", Token);
        var message = hello[5..];
        byte[] parted =
        [
            .. message.Chunk(50).SelectMany(part => (byte[])[22, 3, 1, 0, (byte)part.Length, .. part]),
        ];

        Assert.Equal("elsewhere.example", TlsHello.Read(parted).Host);
        Assert.False(TlsHello.Read(parted.AsSpan(0, parted.Length - 1)).IsWhole);
        await AssertRefusedAsync(parted);
    }

    [Fact]
    public async Task A_name_that_is_said_twice_is_none()
    {
        var hello = await TlsGreetings.ForAsync("localhost", Token);
        var at = hello.AsSpan().IndexOf("localhost"u8);
        // Type, size, size of the list, type of the name, size of the name.
        var extension = hello[(at - 9)..(at + 9)];
        byte[] twice = [.. hello[..(at + 9)], .. extension, .. hello[(at + 9)..]];
        Assert.Equal("localhost", TlsHello.Read(hello).Host);

        Grow(twice, 3, extension.Length);
        Grow(twice, 7, extension.Length);
        Grow(twice, SizeOfExtensions(hello), extension.Length);

        Assert.Equal(new TlsHello(true, null), TlsHello.Read(twice));
    }

    private static int SizeOfExtensions(byte[] hello)
    {
        var at = 5 + 4 + 34;
        at += 1 + hello[at];
        at += 2 + (hello[at] << 8) + hello[at + 1];
        return at + 1 + hello[at];
    }

    private static void Grow(byte[] bytes, int at, int by)
    {
        var size = (bytes[at] << 8) + bytes[at + 1] + by;
        (bytes[at], bytes[at + 1]) = ((byte)(size >> 8), (byte)size);
    }

    private async Task AssertRefusedAsync(byte[] said)
    {
        refusals.Clear();
        var reached = new TaskCompletionSource<int>();
        await using var server = new LocalServer(async (stream, token) =>
            reached.TrySetResult(await stream.ReadAsync(new byte[1], token)));
        await using var gateway = new GatewayFixture(Options(server));
        await using var client = await TunnelAsync(gateway, server);

        await client.WriteAsync(said, Token);

        Assert.Equal("", await client.ReadToEndAsync(Token));
        Assert.Equal(0, await reached.Task.WaitAsync(StreamExtensions.Patience, Token));
        Assert.Equal(Refusal.OtherHost.Reason, Assert.Single(refusals).Reason);
    }

    private static async Task<NetworkStream> TunnelAsync(GatewayFixture gateway, LocalServer server)
    {
        var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);
        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\n", Token);
        await client.ReadUntilAsync("\r\n\r\n", Token);
        return client;
    }

    private GatewayOptions Options(LocalServer server) => new()
    {
        AllowedHosts = [$"localhost:{server.Port}"],
        AllowPrivateAddresses = true,
        AllowPackageRegistry = false,
        TlsPort = server.Port,
        Refused = refusals.Enqueue,
    };
}
