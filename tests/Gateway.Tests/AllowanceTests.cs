using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Tests;

public sealed class AllowanceTests : INetworkObserver
{
    private readonly ConcurrentQueue<(SessionId Session, string Target, string Reason)> told = new();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    void INetworkObserver.Refused(SessionId session, string target, string reason) =>
        told.Enqueue((session, target, reason));

    [Fact]
    public async Task A_session_that_asks_too_often_waits_and_another_does_not()
    {
        await using var server = LocalServer.Echo();
        await using var gateway = Gateway(server, connections: 2);
        var (hasty, calm) = (await gateway.OpenAsync(Token), await gateway.OpenAsync(Token));

        Assert.Contains(" 200 ", await AskAsync(gateway, hasty, server));
        Assert.Contains(" 200 ", await AskAsync(gateway, hasty, server));
        Assert.Contains(" 429 ", await AskAsync(gateway, hasty, server));
        Assert.Contains(" 200 ", await AskAsync(gateway, calm, server));

        var (session, target, reason) = Assert.Single(told);
        Assert.Equal((hasty, $"localhost:{server.Port}"), (session, target));
        Assert.Contains("more connections", reason);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(" 200 ", await AskAsync(gateway, hasty, server));
    }

    [Fact]
    public async Task An_agent_that_begins_anew_has_no_new_allowance()
    {
        await using var server = LocalServer.Echo();
        await using var gateway = Gateway(server, connections: 1);
        var session = await gateway.OpenAsync(Token);
        Assert.Contains(" 200 ", await AskAsync(gateway, session, server));

        await gateway.Network.CloseAsync(session, Token);
        await gateway.Network.OpenAsync(session, gateway.FolderOf(session), Token);

        Assert.Contains(" 429 ", await AskAsync(gateway, session, server));
    }

    [Fact]
    public async Task What_all_connections_of_a_session_carry_is_counted_together()
    {
        await using var server = LocalServer.Echo();
        await using var gateway = Gateway(server, bytes: 50_000);
        var session = await gateway.OpenAsync(Token);
        await using (var first = await gateway.ConnectAsync(session, "proxy.sock", Token))
        {
            await first.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\n", Token);
            await first.ReadUntilAsync("\r\n\r\n", Token);
            await first.SendAsync(new string('x', 20_000) + "!", Token);
            await first.ReadUntilAsync("!", Token);
        }

        await using var second = await gateway.ConnectAsync(session, "proxy.sock", Token);
        await second.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\n", Token);
        await second.ReadUntilAsync("\r\n\r\n", Token);
        await second.SendAsync(new string('x', 20_000), Token);

        Assert.True((await second.ReadToEndAsync(Token)).Length < 20_000);
        Assert.Contains("in an hour", Assert.Single(told).Reason);
    }

    private static async Task<string> AskAsync(GatewayFixture gateway, SessionId session, LocalServer server)
    {
        await using var client = await gateway.ConnectAsync(session, "proxy.sock", Token);
        await client.SendAsync($"CONNECT localhost:{server.Port} HTTP/1.1\r\n\r\n", Token);
        return await client.ReadUntilAsync("\r\n\r\n", Token);
    }

    private GatewayFixture Gateway(LocalServer server, int connections = 100, long bytes = 1 << 30) => new(
        new GatewayOptions
        {
            AllowedHosts = [$"localhost:{server.Port}"],
            AllowPrivateAddresses = true,
            AllowPackageRegistry = false,
            MaxConnectionsPerMinute = connections,
            MaxBytesPerHour = bytes,
        },
        services => services.AddSingleton<TimeProvider>(time).AddSingleton<INetworkObserver>(this));
}
