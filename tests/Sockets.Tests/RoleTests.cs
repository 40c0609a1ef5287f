using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class RoleTests
{
    private const string Dropped = """{"s3_bucket":"tmux-abc"}""";

    [Fact]
    public async Task A_share_never_learns_the_guid()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var (secret, id) = await world.GrantAsync(GrantKind.Share, session);
        await world.SayAsync(session, "working", $"see {session.Value}");

        using var client = await world.ConnectAsync(secret);
        var greeting = await client.NextTextAsync();
        await world.SayAsync(session, "found", session.Value.ToUpperInvariant(), $$"""{"{{session.Value}}":1}""");
        var live = await client.NextTextAsync();

        foreach (var text in new[] { greeting, live })
        {
            Assert.DoesNotContain(session.Value, text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"\"guid\":\"{id}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_filter_drops_leaves_no_trace_for_clients_and_shares()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var (secret, _) = await world.GrantAsync(GrantKind.Share, session);
        await world.SayAsync(session, "status", "one");
        await world.SayAsync(session, "resources", Dropped);
        using var client = await world.ConnectAsync(session);
        using var share = await world.ConnectAsync(secret);

        foreach (var listener in new[] { client, share })
        {
            Assert.Equal(1, Assert.Single(TestClient.Seqs(await listener.GreetingAsync())));
        }

        await world.SayAsync(session, "resources", Dropped);
        await world.SayAsync(session, "status", "two");

        foreach (var listener in new[] { client, share })
        {
            Assert.Equal(2, (int)(await listener.NextAsync("status"))["seq"]!);
        }
    }

    [Fact]
    public async Task An_admin_with_a_ticket_sees_raw_text_and_what_was_dropped_each_once_and_in_order()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayAsync(session, "status", $"{Dropped}0");
        await world.SayAsync(session, "status", "npm install react");
        await world.SayAsync(session, "status", $"{Dropped}1");
        var (ticket, _) = await world.GrantAsync(GrantKind.SocketTicket, session);

        using var admin = await world.ConnectAsync(session, $"ticket={ticket}");
        var greeting = (await admin.NextAsync("history"))["messages"]!.AsArray();
        await world.SayAsync(session, "status", $"{Dropped}2");
        await world.SayAsync(session, "status", "npm run build");
        await world.SayAsync(session, "status", $"{Dropped}3");
        List<(int? Seq, int? After, string? Message)> seen =
            [.. greeting.Select(entry => ((int?)entry!["seq"], (int?)entry["after"], (string?)entry["message"]))];
        for (var n = 0; n < 3; n++)
        {
            var frame = await admin.NextAsync("status");
            seen.Add(((int?)frame["seq"], (int?)frame["after"], (string?)frame["message"]));
        }

        Assert.Equal(
            [
                (null, 0, $"{Dropped}0"),
                (1, null, "npm install react"),
                (null, 1, $"{Dropped}1"),
                (null, 1, $"{Dropped}2"),
                (2, null, "npm run build"),
                (null, 2, $"{Dropped}3"),
            ],
            seen);
    }

    [Fact]
    public async Task A_ticket_opens_one_socket_of_its_session()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var (ticket, _) = await world.GrantAsync(GrantKind.SocketTicket, session);
        var (others, _) = await world.GrantAsync(GrantKind.SocketTicket, await world.NewSessionAsync());

        using var first = await world.ConnectAsync(session, $"ticket={ticket}");
        using var again = await world.ConnectAsync(session, $"ticket={ticket}");
        using var wrong = await world.ConnectAsync(session, $"ticket={others}");
        using var made = await world.ConnectAsync(session, $"ticket={new string('x', 5000)}");

        await first.GreetingAsync();
        foreach (var refused in new[] { again, wrong, made })
        {
            await refused.AssertClosedAsync(1008);
        }
    }

    [Fact]
    public async Task A_ticket_is_not_used_up_by_a_refusal()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var (ticket, _) = await world.GrantAsync(GrantKind.SocketTicket, session);

        using (var foreign = await world.ConnectAsync(session.Value, $"ticket={ticket}", "https://evil.example"))
        {
            await foreign.AssertClosedAsync(1008);
        }

        using var admin = await world.ConnectAsync(session, $"ticket={ticket}");
        await admin.GreetingAsync();
    }

    [Fact]
    public async Task The_request_that_caused_an_entry_is_named_in_its_frame()
    {
        await using var world = await SocketWorld.StartAsync();
        SessionId session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await world.Recorder.RecordAsync(
            session, [new("ack", "", TraceId: "request-7")], lease: null, TestContext.Current.CancellationToken);

        Assert.Equal("request-7", (string?)(await client.NextAsync("ack"))["request_id"]);
    }
}
