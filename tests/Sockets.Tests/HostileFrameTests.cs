using System.Net.WebSockets;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class HostileFrameTests
{
    public static TheoryData<string, string> BadFrames => new()
    {
        { "", "frame.not_an_object" },
        { "hello", "frame.not_an_object" },
        { "[]", "frame.not_an_object" },
        { "[{\"action\":\"ping\"}]", "frame.not_an_object" },
        { "\"ping\"", "frame.not_an_object" },
        { "{\"action\":\"ping\"", "frame.not_an_object" },
        { "{\"action\":\"ping\"}{}", "frame.not_an_object" },
        { string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "frame.not_an_object" },
        { "{\"a\":" + new string('[', 20_000) + "}", "frame.not_an_object" },
        { "{}", "frame.unknown_action" },
        { "{\"action\":7}", "frame.unknown_action" },
        { "{\"action\":{\"action\":\"ping\"}}", "frame.unknown_action" },
        { "{\"action\":\"PING\"}", "frame.unknown_action" },
        { "{\"action\":\"input\",\"text\":\"rm -rf /\"}", "frame.unknown_action" },
        { "{\"action\":\"terminal\"}", "frame.unknown_action" },
        { "{\"type\":\"status\",\"guid\":\"x\",\"data\":\"forged\"}", "frame.unknown_action" },
        { "{\"action\":\"history\",\"since\":-1}", "frame.bad_since" },
        { "{\"action\":\"history\",\"since\":1.5}", "frame.bad_since" },
        { "{\"action\":\"history\",\"since\":\"1\"}", "frame.bad_since" },
        { "{\"action\":\"history\",\"since\":99999999999999999999}", "frame.bad_since" },
        { "{\"action\":\"history\",\"since\":[1]}", "frame.bad_since" },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task A_bad_frame_is_answered_with_an_error_and_the_socket_is_kept(string text, string code)
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await client.SendAsync(text);
        var error = await client.NextAsync("error");

        Assert.Equal(code, (string?)error["code"]);
        Assert.False(error.ContainsKey("seq"));
        await AssertServesAsync(world, session, client);
    }

    [Fact]
    public async Task A_binary_frame_is_not_taken()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await client.SendAsync("{\"action\":\"ping\"}"u8.ToArray(), WebSocketMessageType.Binary);

        Assert.Equal("frame.binary", (string?)(await client.NextAsync("error"))["code"]);
        await AssertServesAsync(world, session, client);
    }

    [Theory]
    [InlineData("{\"action\":\"ping\"}")]
    [InlineData("{\"x\":[1,{\"y\":2}],\"action\":\"ping\",\"since\":\"odd\"}")]
    [InlineData("{\"\\u0061ction\":\"p\\u0069ng\"}")]
    public async Task A_ping_is_answered_with_the_number_sent_last(string ping)
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 3);
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await client.SendAsync(ping);

        Assert.Equal("""{"type":"pong","last_seq":3}""", await client.NextTextAsync());
    }

    [Fact]
    public async Task A_frame_of_32_KB_is_read_and_one_byte_more_closes_1009()
    {
        await using var world = await SocketWorld.StartAsync();
        using var client = await world.ConnectAsync(await world.NewSessionAsync());
        await client.GreetingAsync();
        const string ping = "{\"action\":\"ping\"}";

        await client.SendAsync(ping.PadRight(32 * 1024));
        await client.NextAsync("pong");
        await client.SendAsync(ping.PadRight((32 * 1024) + 1));

        await client.AssertClosedAsync(1009);
    }

    [Fact]
    public async Task A_huge_frame_closes_1009_and_the_client_learns_it()
    {
        await using var world = await SocketWorld.StartAsync();
        using var client = await world.ConnectAsync(await world.NewSessionAsync());
        await client.GreetingAsync();

        await client.SendAsync(new byte[1024 * 1024], WebSocketMessageType.Binary);

        await client.AssertClosedAsync(1009);
    }

    [Fact]
    public async Task A_flood_of_frames_is_answered_in_order_and_to_the_end()
    {
        await using var world = await SocketWorld.StartAsync();
        using var client = await world.ConnectAsync(await world.NewSessionAsync());
        await client.GreetingAsync();

        for (var n = 0; n < 500; n++)
        {
            await client.SendAsync(n % 2 == 0 ? "{\"action\":\"ping\"}" : "?");
        }

        for (var n = 0; n < 500; n++)
        {
            await client.NextAsync(n % 2 == 0 ? "pong" : "error");
        }
    }

    [Fact]
    public async Task A_client_that_vanishes_is_forgotten()
    {
        await using var world = await SocketWorld.StartAsync();
        using var client = await world.ConnectAsync(await world.NewSessionAsync());
        await client.GreetingAsync();

        client.Abort();

        await world.ForgottenAsync();
        Assert.Equal(0, world.Sockets.Count);
    }

    private static async Task AssertServesAsync(SocketWorld world, Core.Sessions.SessionId session, TestClient client)
    {
        await world.SayAsync(session, "status", "still here");
        Assert.Equal("still here", (string?)(await client.NextAsync("status"))["message"]);
    }
}
