using System.Text.Json.Nodes;
using NJsonSchema;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Sockets.Tests.Documents;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class TerminalTests
{
    private readonly ScriptedTerminals terminals = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_is_shown_the_terminal_in_frames_of_the_schema()
    {
        await using var world = await SocketWorld.StartAsync(terminals: terminals);
        using var admin = await AdminAsync(world);
        var schema = await JsonSchema.FromJsonAsync(FrameSchema.Write(closed: true), Cancellation);

        await admin.SendAsync("""{"action":"terminal"}""");
        Assert.Equal("watch test", await terminals.ToldAsync());
        terminals.Show(new TerminalEvent.State(true, "ada", Mine: false));
        terminals.Show(new TerminalEvent.Screen(200, 50, "\u001b[31mred ö\r\n"));
        terminals.Show(new TerminalEvent.Output("more"));

        Assert.Equal("ada", (string?)(await NextAsync())["taken_over_by"]);
        var screen = await NextAsync();
        Assert.Equal((200, "\u001b[31mred ö\r\n"), ((int)screen["columns"]!, (string?)screen["text"]));
        Assert.Equal("more", (string?)(await NextAsync())["text"]);

        async Task<JsonObject> NextAsync()
        {
            var frame = await admin.NextAsync("terminal");
            Assert.Empty(schema.Validate(frame.ToJsonString()));
            return frame;
        }
    }

    [Fact]
    public async Task Whoever_took_over_types_and_gives_back_by_leaving()
    {
        await using var world = await SocketWorld.StartAsync(terminals: terminals);
        using var admin = await AdminAsync(world);
        await admin.SendAsync("""{"action":"terminal"}""");
        await admin.SendAsync("""{"action":"input","text":"x"}""");
        await AssertErrorAsync(admin, "terminal.not_taken_over");

        await admin.SendAsync("""{"action":"take_over"}""");
        await admin.SendAsync("""{"action":"input","text":"ls\r\u0003"}""");
        await admin.SendAsync("""{"action":"terminal"}""");
        await admin.SendAsync("""{"action":"resize","columns":100,"rows":30}""");
        await admin.SendAsync("""{"action":"give_back"}""");

        Assert.Equal(
            ["watch test", "typed x", "typed ls\r\u0003", "100x30", "given back"],
            [
                await terminals.ToldAsync(), await terminals.ToldAsync(), await terminals.ToldAsync(),
                await terminals.ToldAsync(), await terminals.ToldAsync(),
            ]);

        // What was said and not yet done when a socket ends is not done any more.
        await admin.CloseAsync();
        Assert.Equal("left", await terminals.ToldAsync());
    }

    [Theory]
    [InlineData(TakeOverOutcome.Absent, "terminal.absent")]
    [InlineData(TakeOverOutcome.Taken, "terminal.taken")]
    [InlineData(TakeOverOutcome.Delivering, "terminal.delivering")]
    public async Task A_refused_take_over_says_why(TakeOverOutcome outcome, string code)
    {
        await using var world = await SocketWorld.StartAsync(terminals: terminals);
        using var admin = await AdminAsync(world);
        terminals.Outcome = outcome;
        await admin.SendAsync("""{"action":"terminal"}""");
        await admin.SendAsync("""{"action":"take_over"}""");

        await AssertErrorAsync(admin, code);
    }

    [Theory]
    [InlineData("""{"action":"input"}""", "frame.bad_input")]
    [InlineData("""{"action":"input","text":""}""", "frame.bad_input")]
    [InlineData("""{"action":"input","text":7}""", "frame.bad_input")]
    [InlineData("""{"action":"input","text":"\ud800"}""", "frame.bad_input")]
    [InlineData("""{"action":"resize","columns":19,"rows":30}""", "frame.bad_size")]
    [InlineData("""{"action":"resize","columns":100,"rows":1e9}""", "frame.bad_size")]
    [InlineData("""{"action":"resize","columns":"100"}""", "frame.bad_size")]
    public async Task A_bad_frame_reaches_no_terminal(string frame, string code)
    {
        await using var world = await SocketWorld.StartAsync(terminals: terminals);
        using var admin = await AdminAsync(world);
        await admin.SendAsync("""{"action":"terminal"}""");
        await admin.SendAsync("""{"action":"take_over"}""");
        await admin.SendAsync(frame);

        await AssertErrorAsync(admin, code);
        await admin.CloseAsync();
        Assert.Equal("watch test", await terminals.ToldAsync());
        Assert.Equal("left", await terminals.ToldAsync());
    }

    [Fact]
    public async Task Clients_shares_and_admins_elsewhere_get_no_terminal()
    {
        await using var world = await SocketWorld.StartAsync(terminals: terminals);
        var session = await world.NewSessionAsync();
        var (share, _) = await world.GrantAsync(GrantKind.Share, session);
        foreach (var id in new[] { session.Value, share })
        {
            using var client = await world.ConnectAsync(id);
            await client.GreetingAsync();
            foreach (var action in new[] { "terminal", "take_over", "give_back", "terminal_end" })
            {
                await client.SendAsync($$"""{"action":"{{action}}"}""");
                await AssertErrorAsync(client, "frame.unknown_action");
            }
        }

        terminals.Full = true;
        using var admin = await AdminAsync(world);
        await admin.SendAsync("""{"action":"terminal"}""");
        await AssertErrorAsync(admin, "terminal.too_many");
        await using var without = await SocketWorld.StartAsync();
        using var other = await AdminAsync(without);
        await other.SendAsync("""{"action":"terminal"}""");
        await AssertErrorAsync(other, "terminal.unavailable");
    }

    [Fact]
    public async Task A_greeting_says_that_an_admin_has_taken_over()
    {
        await using var world = await SocketWorld.StartAsync(terminals: terminals);
        var session = await world.NewSessionAsync();
        Assert.True(world.Get<TakeOvers>().TryAdd(new TakeOver(session, "1", "ada")));

        using var client = await world.ConnectAsync(session);

        Assert.True((bool)(await client.GreetingAsync())[^1]["state"]!["taken_over"]!);
    }

    private static async Task<TestClient> AdminAsync(SocketWorld world)
    {
        var session = await world.NewSessionAsync();
        var (ticket, _) = await world.GrantAsync(GrantKind.SocketTicket, session);
        var admin = await world.ConnectAsync(session, $"ticket={ticket}");
        await admin.GreetingAsync();
        return admin;
    }

    private static async Task AssertErrorAsync(TestClient client, string code) =>
        Assert.Equal(code, (string?)(await client.NextAsync("error"))["code"]);
}
