using System.Text.Json.Nodes;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class GreetingTests
{
    [Fact]
    public async Task A_new_session_greets_with_an_empty_history_and_its_state()
    {
        await using var world = await SocketWorld.StartAsync();
        using var client = await world.ConnectAsync(await world.NewSessionAsync());

        Assert.Equal(
            """{"type":"history","messages":[],"first_seq":0,"last_seq":0,"more":false"""
                + ""","state":{"phase":"","progress":0,"status_message":"","turn_state":null,"taken_over":false,"sites":[]}}""",
            await client.NextTextAsync());
    }

    [Fact]
    public async Task A_greeting_restores_what_was_said_and_the_live_status()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayAsync(session, "working", "npm install react");
        await world.SayAsync(session, "progress", "40");

        using var client = await world.ConnectAsync(session);
        var history = await client.NextAsync("history");

        Assert.Equal([1, 2], TestClient.Seqs([history]));
        Assert.Equal("Installing dependencies...", (string?)history["messages"]![0]!["message"]);
        Assert.Equal((1, 2), ((int)history["first_seq"]!, (int)history["last_seq"]!));
        var state = history["state"]!;
        Assert.Equal(
            ("working", 40, "Installing dependencies..."),
            ((string?)state["phase"], (int)state["progress"]!, (string?)state["status_message"]));
    }

    [Fact]
    public async Task Without_a_number_the_newest_500_entries_are_given()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 620);

        using var client = await world.ConnectAsync(session);

        Assert.Equal(Numbers(121, 620), TestClient.Seqs(await client.GreetingAsync()));
    }

    [Theory]
    [InlineData("since=0", 1)]
    [InlineData("since=598", 599)]
    [InlineData("since=620", 621)]
    [InlineData("since=99999", 621)]
    [InlineData("since=", 121)]
    public async Task With_a_number_all_after_it_is_given(string query, int first)
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 620);

        using var client = await world.ConnectAsync(session, query);
        var greeting = await client.GreetingAsync();

        Assert.Equal(Numbers(first, 620), TestClient.Seqs(greeting));
        Assert.Equal(620, (int)greeting[^1]["last_seq"]!);
    }

    [Theory]
    [InlineData("since=undefined")]
    [InlineData("since=-4")]
    [InlineData("since=1.5")]
    [InlineData("since=99999999999999999999")]
    [InlineData("since=1&since=2")]
    public async Task A_number_that_cannot_be_read_is_told_before_the_newest_entries(string query)
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 3);

        using var client = await world.ConnectAsync(session, query);
        var error = await client.NextAsync("error");
        var greeting = await client.GreetingAsync();

        Assert.Equal("frame.bad_since", (string?)error["code"]);
        Assert.False(error.ContainsKey("seq"));
        Assert.Equal(Numbers(1, 3), TestClient.Seqs(greeting));
    }

    [Fact]
    public async Task A_long_history_comes_in_parts_of_at_most_96_KB_and_only_the_last_has_the_state()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 100, new string('漢', 1000));
        await world.SayAsync(session, "summary", new string('x', 200_000));

        using var client = await world.ConnectAsync(session);
        List<JsonObject> parts = [];
        do
        {
            parts.Add(await client.NextAsync("history"));
            Assert.InRange(client.LastLength, 1, 96 * 1024);
        }
        while ((bool)parts[^1]["more"]!);

        Assert.InRange(parts.Count, 7, 20);
        Assert.Equal(Numbers(1, 101), TestClient.Seqs(parts));
        Assert.All(parts.SkipLast(1), part => Assert.Null(part["state"]));
        Assert.NotNull(parts[^1]["state"]);
        Assert.True((bool)parts[^1]["messages"]!.AsArray()[^1]!["truncated"]!);
        var last = 0L;
        foreach (var part in parts)
        {
            Assert.Equal(last + 1, (long)part["first_seq"]!);
            last = (long)part["last_seq"]!;
        }
    }

    [Fact]
    public async Task A_session_that_was_cleared_greets_with_the_number_it_stands_at()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 7);
        Assert.True(await world.Get<IChatStore>().ClearAsync(session, TestContext.Current.CancellationToken));

        using var client = await world.ConnectAsync(session);
        var history = await client.NextAsync("history");
        await world.SayAsync(session, "status", "again");

        Assert.Empty(history["messages"]!.AsArray());
        Assert.Equal(7, (long)history["last_seq"]!);
        Assert.Equal([8], await client.ReadUntilAsync(8));
    }

    [Fact]
    public async Task A_client_may_ask_for_history_again_without_losing_what_follows()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.SayManyAsync(session, 10);
        using var client = await world.ConnectAsync(session);
        await client.GreetingAsync();

        await client.SendAsync("""{"action":"history","since":6}""");
        var again = await client.GreetingAsync();
        await client.SendAsync("""{"action":"history","since":5000}""");
        var beyond = await client.GreetingAsync();
        await client.SendAsync("""{"action":"history"}""");
        var whole = await client.GreetingAsync();
        await world.SayAsync(session, "status", "next");

        Assert.Equal(Numbers(7, 10), TestClient.Seqs(again));
        Assert.Empty(TestClient.Seqs(beyond));
        Assert.Equal(Numbers(1, 10), TestClient.Seqs(whole));
        Assert.Equal([11], await client.ReadUntilAsync(11));
    }

    [Fact]
    public async Task A_greeting_shows_the_sites()
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        var site = await world.NewSiteAsync(session);

        using var client = await world.ConnectAsync(session);
        var shown = (await client.NextAsync("history"))["state"]!["sites"]![0]!;

        Assert.Equal(
            (site.Id.Value, "tea", "Tea", site.Url, "publishing"),
            (Text("id"), Text("slug"), Text("name"), Text("url"), Text("state")));

        string? Text(string name) => (string?)shown[name];
    }

    private static long[] Numbers(int first, int last) =>
        [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(n => (long)n)];
}
