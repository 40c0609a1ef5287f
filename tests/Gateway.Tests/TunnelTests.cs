using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway.Tests;

public sealed class TunnelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tunnel_carries_bytes_both_ways()
    {
        await using var server = LocalServer.Echo();
        await using var gateway = new GatewayFixture(Options(server));
        await using var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);

        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\nsent early ", Token);
        await client.SendAsync("and later", Token);

        Assert.EndsWith("sent early and later", await client.ReadUntilAsync("later", Token));
        client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.Equal("", await client.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_plain_request_is_sent_on_with_a_head_made_anew_and_nothing_after_its_body()
    {
        var received = new TaskCompletionSource<string>();
        await using var server = new LocalServer(async (stream, token) =>
        {
            received.SetResult(await stream.ReadUntilAsync("hello", token));
            await stream.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", token);
        });
        await using var gateway = new GatewayFixture(Options(server));
        await using var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);

        await client.SendAsync(
            $"POST http://LOCALHOST:{server.Port}?q=1 HTTP/1.1\r\nHost: "
                + "evil.example\r\nProxy-Authorization: Basic x\r\n"
            + "Connection: x-hop, content-length\r\nX-Hop: 1\r\nAccept: */*\r\nContent-Length: 5\r\n\r\n"
            + "helloGET http://evil.example/ HTTP/1.1\r\n\r\n",
            Token);
        var answer = await client.ReadToEndAsync(Token);

        Assert.EndsWith("\r\n\r\nok", answer);
        Assert.Equal(
            $"POST /?q=1 HTTP/1.1\r\nHost: localhost:{server.Port}\r\nConnection: close\r\nAccept: */*\r\n"
            + "Content-Length: 5\r\n\r\nhello",
            await received.Task);
    }

    [Fact]
    public async Task A_connection_that_carries_too_much_is_cut()
    {
        await using var server = LocalServer.Echo();
        await using var gateway = new GatewayFixture(new GatewayOptions
        {
            AllowedHosts = [$"localhost:{server.Port}"],
            AllowPrivateAddresses = true,
            AllowPackageRegistry = false,
            TunnelMaxBytes = 100_000,
        });
        await using var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);
        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\n", Token);
        await client.ReadUntilAsync("\r\n\r\n", Token);

        await client.SendAsync(new string('x', 60_000), Token);
        var echoed = await client.ReadToEndAsync(Token);

        Assert.True(echoed.Length < 60_000, $"{echoed.Length} bytes came back.");
    }

    [Fact]
    public async Task A_silent_connection_is_cut()
    {
        var time = new FakeTimeProvider();
        await using var server = LocalServer.Echo();
        await using var gateway = new GatewayFixture(
            Options(server), services => services.AddSingleton<TimeProvider>(time));
        await using var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);
        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\nhello", Token);
        await client.ReadUntilAsync("hello", Token);

        time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal("", await client.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_a_bad_gateway()
    {
        var server = LocalServer.Echo();
        await server.DisposeAsync();
        await using var gateway = new GatewayFixture(Options(server));
        await using var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);

        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\n", Token);

        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task The_registry_npm_is_set_to_is_reached_wherever_it_stands()
    {
        await using var server = LocalServer.Echo();
        using var npm = new FakeNpm($"http://localhost:{server.Port}/some/path/");
        await using var gateway = new GatewayFixture(
            new GatewayOptions(), services => services.AddSingleton(npm.Registry));
        await using var client = await gateway.ConnectAsync(await gateway.OpenAsync(Token), "proxy.sock", Token);

        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\nhello", Token);

        Assert.Contains("200", await client.ReadUntilAsync("hello", Token));
    }

    [Theory]
    [InlineData("undefined")]
    [InlineData("ftp://localhost/")]
    [InlineData("http://user:password@localhost/")]
    [InlineData("")]
    public async Task An_answer_of_npm_that_is_no_registry_allows_nothing(string answer)
    {
        using var npm = new FakeNpm(answer);

        Assert.Null(await npm.Registry.FindAsync(Token));
    }

    [Fact]
    public async Task Without_npm_there_is_no_registry()
    {
        var registry =
            new PackageRegistry(TimeProvider.System, NullLogger<PackageRegistry>.Instance) { Npm = "/nowhere/npm" };

        Assert.Null(await registry.FindAsync(Token));
    }

    private static GatewayOptions Options(LocalServer server) => new()
    {
        AllowedHosts = [$"localhost:{server.Port}"],
        AllowPackageRegistry = false,
        AllowPrivateAddresses = true,
    };

    private sealed class FakeNpm : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tbn");

        public FakeNpm(string answer)
        {
            var path = Path.Combine(folder.FullName, "npm");
            File.WriteAllText(path, $"#!/bin/sh\n[ \"$*\" = 'config get registry' ] && echo '{answer}'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Registry = new PackageRegistry(TimeProvider.System, NullLogger<PackageRegistry>.Instance) { Npm = path };
        }

        public PackageRegistry Registry { get; }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
