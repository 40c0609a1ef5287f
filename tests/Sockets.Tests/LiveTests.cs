using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class LiveTests
{
    /// <summary>Keeps the keep-alive, which heals what is missed, from hiding that something was.</summary>
    private static readonly SocketOptions Unhealed = new() { KeepAlive = TimeSpan.FromHours(1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_said_reaches_every_listener_of_the_session_and_no_other()
    {
        await using var world = await SocketWorld.StartAsync(Unhealed);
        var session = await world.NewSessionAsync();
        var other = await world.NewSessionAsync();
        using var first = await world.ConnectAsync(session);
        using var second = await world.ConnectAsync(session);
        using var stranger = await world.ConnectAsync(other);
        foreach (var client in new[] { first, second, stranger })
        {
            await client.GreetingAsync();
        }

        await world.SayAsync(session, "found", "a logo");
        await world.SayAsync(other, "found", "a menu");

        foreach (var client in new[] { first, second })
        {
            var frame = await client.NextAsync("found");
            Assert.Equal(
                (1, "a logo", session.Value),
                ((int)frame["seq"]!, (string?)frame["message"], (string?)frame["guid"]));
        }

        Assert.Equal("a menu", (string?)(await stranger.NextAsync("found"))["message"]);
    }

    [Fact]
    public async Task Entries_that_were_never_posted_come_before_the_next_one_that_is()
    {
        await using var world = await SocketWorld.StartAsync(Unhealed);
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();
        var log = world.Get<IActivityLog>();
        var unposted = world.Recorder.Prepare(
            [.. Enumerable.Range(0, 50).Select(n => new ActivityEvent("status", $"{n}"))]);
        await log.AppendAsync(session, unposted, lease: null, Cancellation);
        await log.AppendAsync(session, unposted, lease: null, Cancellation);

        await world.SayAsync(session, "status", "posted");

        Assert.Equal(Numbers(101), await client.ReadUntilAsync(101));
    }

    [Fact]
    public async Task Frames_posted_late_twice_or_out_of_order_change_nothing()
    {
        await using var world = await SocketWorld.StartAsync(Unhealed);
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();
        var events = Enumerable.Range(0, 20).Select(n => new ActivityEvent("status", $"{n}"));
        var stored = await world.Get<IActivityLog>().AppendAsync(
            session, world.Recorder.Prepare([.. events]), lease: null, Cancellation);

        foreach (var entries in new[] { stored.Entries.Skip(10), stored.Entries.Reverse(), stored.Entries })
        {
            await world.Recorder.SendAsync(session, [.. entries], Cancellation);
        }

        await world.SayAsync(session, "status", "end");

        Assert.Equal(Numbers(21), await client.ReadUntilAsync(21));
    }

    [Fact]
    public async Task A_burst_that_does_not_fit_the_queue_arrives_whole()
    {
        await using var world = await SocketWorld.StartAsync(Unhealed with { MaxQueuedFrames = 3 });
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await world.SayManyAsync(session, 1000);

        Assert.Equal(Numbers(1000), await client.ReadUntilAsync(1000));
    }

    [Fact]
    public async Task Whoever_connects_and_reconnects_while_many_append_sees_every_number_once()
    {
        const int Appenders = 8;
        const int Each = 75;
        const int Total = Appenders * Each;
        await using var world = await SocketWorld.StartAsync(Unhealed);
        var session = await world.NewSessionAsync();

        var appending = Enumerable.Range(0, Appenders).Select(appender => Task.Run(
            async () =>
            {
                for (var n = 0; n < Each; n++)
                {
                    await world.SayAsync(session, "status", $"{appender}/{n}");
                }
            },
            Cancellation));
        var following = Enumerable.Range(0, 6).Select(seed => Task.Run(
            () => FollowAsync(world, session, Total, new Random(seed)), Cancellation));
        var all = Task.WhenAll(following);
        await Task.WhenAll(appending);

        foreach (var seen in await all)
        {
            Assert.Equal(Numbers(Total), seen);
        }
    }

    /// <summary>Reads until the last number over several sockets, dropping each after a few frames.</summary>
    private static async Task<List<long>> FollowAsync(SocketWorld world, SessionId session, long last, Random random)
    {
        List<long> seen = [];
        while (seen.Count < last)
        {
            using var client = await world.ConnectAsync(session, $"since={seen.LastOrDefault()}");
            seen.AddRange(TestClient.Seqs(await client.GreetingAsync()));
            for (var frames = random.Next(60); frames > 0 && seen.LastOrDefault() < last; frames--)
            {
                var frame = await client.NextAsync("status");
                seen.Add((long)frame["seq"]!);
            }

            if (random.Next(2) == 0)
            {
                client.Abort();
            }
            else
            {
                await client.CloseAsync();
            }
        }

        return seen;
    }

    private static long[] Numbers(int last) => [.. Enumerable.Range(1, last).Select(n => (long)n)];
}
