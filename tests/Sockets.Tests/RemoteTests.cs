using System.Text.Json.Nodes;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Remote;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

/// <summary>Sockets that a gateway holds: let in, greeted, answered and kept alive from elsewhere.</summary>
public sealed class RemoteTests : IAsyncDisposable
{
    private readonly RemoteWorld world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Greeter Greeter => world.Get<Greeter>();

    [Fact]
    public async Task Whoever_is_let_in_is_queued_and_told_nothing_before_the_greeting()
    {
        var session = await world.NewSessionAsync();

        Assert.Equal(200, await world.ConnectAsync(session.Value, "a", since: "3"));
        world.Gateway.Open("a");
        await world.TellAsync(session, "one");

        Assert.Equal(new Greeting(session, "a", "3"), Assert.Single(world.Gateway.Greetings));
        Assert.False((await world.FindAsync("a"))!.Live);
        Assert.Empty(world.Gateway.FramesOf("a"));
    }

    [Fact]
    public async Task A_handshake_is_refused_by_what_is_wrong_with_it()
    {
        var session = await world.NewSessionAsync();

        Assert.Equal(404, await world.ConnectAsync("nonsense", "a"));
        Assert.Equal(404, await world.ConnectAsync(SessionId.New("b@example.com", world.Time).Value, "a"));
        Assert.Equal(401, await world.ConnectAsync(session.Value, "a", ticket: "used"));
        Assert.Equal(403, await world.ConnectAsync(session.Value, "a", origin: "https://other.example"));
        Assert.Equal(200, await world.ConnectAsync(session.Value, "b", origin: $"https://{RemoteWorld.Host}"));
        Assert.Null(await world.FindAsync("a"));
    }

    [Fact]
    public async Task A_session_takes_no_more_sockets_than_it_may_have()
    {
        await using var small = new RemoteWorld(new SocketOptions { MaxPerSession = 1 });
        var session = await small.NewSessionAsync();

        Assert.Equal(200, await small.ConnectAsync(session.Value, "a"));
        Assert.Equal(429, await small.ConnectAsync(session.Value, "b"));
    }

    [Fact]
    public async Task Shares_take_half_of_a_sessions_sockets_and_leave_the_rest_to_its_owner()
    {
        await using var small = new RemoteWorld(new SocketOptions { MaxPerSession = 2 });
        var session = await small.NewSessionAsync();
        var (_, share) = await small.Get<GrantIssuer>().IssueAsync(
            GrantKind.Share, session.Value, "", lifetime: null, Cancellation);

        Assert.Equal(200, await small.ConnectAsync(share, "a"));
        Assert.Equal(429, await small.ConnectAsync(share, "b"));
        Assert.Equal(200, await small.ConnectAsync(session.Value, "c"));
    }

    [Fact]
    public async Task What_comes_between_the_history_and_being_live_is_sent_once()
    {
        var session = await world.NewSessionAsync();
        await world.TellAsync(session, "one");
        Assert.Equal(200, await world.ConnectAsync(session.Value, "a"));
        world.Gateway.Open("a");
        var isFirst = true;
        world.Gateway.Sent = async _ =>
        {
            if (isFirst)
            {
                isFirst = false;
                await world.TellAsync(session, "two");
            }
        };

        await Greeter.GreetAsync(world.Gateway.Greetings[0], Cancellation);
        await world.TellAsync(session, "three");

        var frames = world.Gateway.FramesOf("a");
        Assert.Equal(["history", "status", "status"], frames.Select(frame => (string)frame["type"]!));
        Assert.Equal(1, (int)frames[0]["last_seq"]!);
        Assert.Equal([2, 3], frames.Skip(1).Select(frame => (int)frame["seq"]!));
    }

    [Fact]
    public async Task A_greeting_that_comes_again_says_nothing_again()
    {
        var session = await world.NewSessionAsync();
        Assert.Equal(200, await world.ConnectAsync(session.Value, "a"));
        world.Gateway.Open("a");
        await Greeter.GreetAsync(world.Gateway.Greetings[0], Cancellation);

        await Greeter.GreetAsync(world.Gateway.Greetings[0], Cancellation);
        await Greeter.GreetAsync(new Greeting(session, "never", null), Cancellation);

        Assert.Single(world.Gateway.FramesOf("a"));
    }

    [Fact]
    public async Task A_socket_that_is_not_open_yet_is_tried_again()
    {
        var session = await world.NewSessionAsync();
        Assert.Equal(200, await world.ConnectAsync(session.Value, "a"));

        var greeting = Greeter.GreetAsync(world.Gateway.Greetings[0], Cancellation);
        await world.Gateway.Refused.ReadAsync(Cancellation);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Gateway.Refused.ReadAsync(Cancellation);
        world.Gateway.Open("a");
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await greeting;

        Assert.Equal("history", (string)Assert.Single(world.Gateway.FramesOf("a"))["type"]!);
        Assert.True((await world.FindAsync("a"))!.Live);
    }

    [Fact]
    public async Task A_socket_that_never_opens_is_forgotten()
    {
        var session = await world.NewSessionAsync();
        Assert.Equal(200, await world.ConnectAsync(session.Value, "a"));

        var greeting = Greeter.GreetAsync(world.Gateway.Greetings[0], Cancellation);
        await world.Gateway.Refused.ReadAsync(Cancellation);
        world.Time.Advance(TimeSpan.FromSeconds(5));
        await greeting;

        Assert.Null(await world.FindAsync("a"));
    }

    [Fact]
    public async Task Clients_are_answered_on_their_socket()
    {
        var session = await world.NewSessionAsync();
        await world.GreetedAsync(session, "a");
        await world.TellAsync(session, "one");
        world.Gateway.Open("a");

        await world.SayAsync("a", """{"action":"ping"}""");
        await world.SayAsync("a", """{"action":"history","since":0}""");
        await world.SayAsync("a", "nonsense");
        await world.SayAsync("a", """{"action":"ping"}""", isBinary: true);

        var frames = world.Gateway.FramesOf("a");
        Assert.Equal(["pong", "history", "error", "error"], frames.Select(frame => (string)frame["type"]!));
        Assert.Equal(1, (int)frames[0]["last_seq"]!);
        Assert.Equal("one", (string)Assert.Single((JsonArray)frames[1]["messages"]!)!["message"]!);
        Assert.Equal("frame.binary", (string)frames[3]["code"]!);
    }

    [Fact]
    public async Task A_socket_nobody_knows_is_closed_and_one_that_left_is_forgotten()
    {
        var session = await world.NewSessionAsync();
        await world.GreetedAsync(session, "a");

        await world.Get<RemoteConnections>().LeaveAsync("a", Cancellation);
        await world.Get<RemoteConnections>().LeaveAsync("a", Cancellation);
        await world.SayAsync("a", """{"action":"ping"}""");

        Assert.Null(await world.FindAsync("a"));
        Assert.Equal(["a"], world.Gateway.Closed);
    }

    [Fact]
    public async Task Every_socket_is_kept_alive_once_in_five_minutes_and_those_gone_are_forgotten()
    {
        var session = await world.NewSessionAsync();
        string[] all = [.. Enumerable.Range(0, 12).Select(number => $"socket-{number}")];
        foreach (var connection in all)
        {
            await world.GreetedAsync(session, connection);
        }

        world.Gateway.Drop("socket-7");
        for (var minute = 0; minute < 5; minute++)
        {
            await world.Get<RemoteKeepAlive>().SendAsync(world.Time.GetUtcNow().AddMinutes(minute), Cancellation);
        }

        Assert.All(
            all.Except(["socket-7"]),
            one => Assert.Equal("pong", (string)Assert.Single(world.Gateway.FramesOf(one))["type"]!));
        Assert.Null(await world.FindAsync("socket-7"));
        Assert.Equal(11, (await world.Get<IConnectionStore>().ListAsync(session, Cancellation)).Count);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
