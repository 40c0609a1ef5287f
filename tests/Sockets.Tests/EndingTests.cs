using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class EndingTests
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silent_socket_is_told_every_30_seconds_that_it_lives()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var world = await SocketWorld.StartAsync(time: time);
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 2);
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        for (var n = 0; n < 3; n++)
        {
            time.Advance(KeepAlive);
            Assert.Equal(2, (int)(await client.NextAsync("pong"))["last_seq"]!);
        }
    }

    [Fact]
    public async Task What_nobody_posted_is_there_before_the_next_keep_alive()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var world = await SocketWorld.StartAsync(time: time);
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();
        await world.Get<IActivityLog>().AppendAsync(
            session, world.Recorder.Prepare([new ActivityEvent("found", "unposted")]), lease: null, Cancellation);

        time.Advance(KeepAlive);

        Assert.Equal(1, (int)(await client.NextAsync("found"))["seq"]!);
        Assert.Equal(1, (int)(await client.NextAsync("pong"))["last_seq"]!);
    }

    [Fact]
    public async Task A_deleted_session_ends_its_sockets_and_no_others()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var other = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        using var bystander = await world.ConnectAsync(other);
        await client.GreetingAsync();
        await bystander.GreetingAsync();

        await world.Get<ConnectionCloser>().CloseSessionAsync(session, Cancellation);

        await client.AssertClosedAsync(1008);
        await world.SayAsync(other, "status", "on");
        await bystander.NextAsync("status");
    }

    [Fact]
    public async Task A_revoked_share_ends_its_sockets_and_the_client_stays()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var (secret, id) = await world.GrantAsync(GrantKind.Share, session);
        var (otherSecret, _) = await world.GrantAsync(GrantKind.Share, session);
        using var share = await world.ConnectAsync(secret);
        using var otherShare = await world.ConnectAsync(otherSecret);
        using var client = await world.ConnectAsync(session);
        foreach (var listener in new[] { share, otherShare, client })
        {
            await listener.GreetingAsync();
        }

        await world.Get<ConnectionCloser>().CloseShareAsync(session, id, Cancellation);

        await share.AssertClosedAsync(1008);
        await world.SayAsync(session, "status", "on");
        await client.NextAsync("status");
        await otherShare.NextAsync("status");
    }

    [Fact]
    public async Task What_was_deleted_or_revoked_without_a_word_ends_at_the_next_keep_alive()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var world = await SocketWorld.StartAsync(time: time);
        var session = await world.NewSessionAsync();
        var shared = await world.NewSessionAsync();
        var (secret, id) = await world.GrantAsync(GrantKind.Share, shared);
        using var client = await world.ConnectAsync(session);
        using var share = await world.ConnectAsync(secret);
        await client.GreetingAsync();
        await share.GreetingAsync();

        await world.DeleteAsync(session);
        await world.Get<IGrantStore>().RevokeAsync(GrantKind.Share, id, Cancellation);
        time.Advance(KeepAlive);

        await client.AssertClosedAsync(1008);
        await share.AssertClosedAsync(1008);
    }

    [Fact]
    public async Task A_host_that_stops_tells_every_socket_to_come_back()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var clients = new List<TestClient>();
        for (var n = 0; n < 20; n++)
        {
            clients.Add(await world.ConnectAsync(session));
            await clients[n].GreetingAsync();
        }

        var stopping = world.StopAsync();
        foreach (var client in clients)
        {
            await client.AssertClosedAsync(1001);
            client.Dispose();
        }

        await stopping;
        Assert.Equal(0, world.Sockets.Count);
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_and_forgotten()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await client.CloseAsync();

        await world.ForgottenAsync();
        Assert.Empty(await world.Get<IConnectionStore>().ListAsync(session, Cancellation));
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_while_the_others_are_served()
    {
        await using var world = await SocketWorld.StartAsync(
            new SocketOptions { SendTimeout = TimeSpan.FromSeconds(5) });
        var session = await world.NewSessionAsync();
        using var slow = await world.ConnectAsync(session);
        using var quick = await world.ConnectAsync(session);
        await slow.GreetingAsync();
        await quick.GreetingAsync();

        // 300 frames of 120 KB are more than the buffers of a connection hold.
        var reading = quick.ReadUntilAsync(300);
        for (var n = 0; n < 300; n++)
        {
            await world.SayAsync(session, "summary", new string('x', 60_000));
        }

        Assert.Equal(300, (await reading).Count);
        await world.ForgottenAsync();
        Assert.Equal(1, world.Sockets.Count);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => slow.ReadUntilAsync(300));
    }
}
