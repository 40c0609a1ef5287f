using System.Text.Json.Nodes;
using TmuxBuilder.CrashHost;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>kill -9 at every joint of a message's way; a new host on the same folder carries on.</summary>
public sealed class CrashTests
{
    private const string Wish = "A site for a bakery called Morgenrot, with a gallery";

    private static readonly string[] Demo = ["--agent", "demo", "--sandbox", "required"];

    [Theory]
    [InlineData(CrashPoint.BeforeKeystrokes)]
    [InlineData(CrashPoint.BeforeAccepted)]
    [InlineData(CrashPoint.BeforePromotion)]
    [InlineData(CrashPoint.AfterPromotion)]
    [InlineData(CrashPoint.BeforeDone)]
    [InlineData(CrashPoint.AfterDone)]
    public async Task A_host_that_dies_at_a_joint_loses_and_doubles_nothing(CrashPoint point)
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        var first = await world.StartAsync("TmuxBuilder.CrashHost.dll", [point.ToString()], Demo, null, token);
        var guid = await CreateAsync(first, token);
        await first.WaitForExitAsync(token);

        var second = await world.StartAsync(token, Demo);

        await AssertOneWholeAnswerAsync(second, guid, token);
    }

    [Fact]
    public async Task A_host_killed_right_after_its_answer_has_the_message()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        var first = await world.StartAsync(token, Demo);
        string guid;
        string? turn;
        using (var api = new ApiClient(first))
        {
            guid = await api.CreateSessionAsync(null, token);
            turn = (string?)(await api.ChatAsync(guid, Wish, token))["turn_id"];
        }

        await first.KillAsync(token);

        var second = await world.StartAsync(token, Demo);

        await AssertOneWholeAnswerAsync(second, guid, token);
        using var later = new ApiClient(second);
        var messages = (await later.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray();
        Assert.Equal((Wish, turn), ((string?)messages[0]!["content"], (string?)messages[0]!["turn_id"]));
    }

    [Fact]
    public async Task A_host_killed_while_the_agent_works_lets_it_work_on()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        var first = await world.StartAsync(token, Demo);
        var guid = await CreateAsync(first, token);
        await using (var listener = await Listener.ConnectAsync(first, guid, 0, token))
        {
            await listener.UntilTypeAsync("working", token);
            await first.KillAsync(token);
        }

        var second = await world.StartAsync(token, Demo);

        await AssertOneWholeAnswerAsync(second, guid, token);
        await AssertNothingWasBegunAgainAsync(second, guid, token);
    }

    [Fact]
    public async Task A_host_told_to_stop_leaves_its_work_to_the_next()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        var first = await world.StartAsync(token, Demo);
        var guid = await CreateAsync(first, token);
        await using (var listener = await Listener.ConnectAsync(first, guid, 0, token))
        {
            await listener.UntilTypeAsync("working", token);
        }

        Assert.Equal(0, await first.InterruptAsync(token));

        var second = await world.StartAsync(token, Demo);
        await AssertOneWholeAnswerAsync(second, guid, token);
        await AssertNothingWasBegunAgainAsync(second, guid, token);
    }

    private static async Task<string> CreateAsync(HostProcess host, CancellationToken token)
    {
        using var api = new ApiClient(host);
        return await api.CreateSessionAsync(Wish, token);
    }

    /// <summary>
    /// Every number once (the listener sees to it), one turn, ended once, one reply, one check, one site, served.
    /// </summary>
    private static async Task AssertOneWholeAnswerAsync(HostProcess host, string guid, CancellationToken token)
    {
        using var api = new ApiClient(host);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        // A second message shows that the session goes on, and that nothing of the first comes after its end.
        await api.ChatAsync(guid, "Make it blue", token);
        await listener.UntilTypeAsync("done", token);

        var turns = (await api.GetAsAdminAsync($"/api/admin/sessions/{guid}", token))["turns"]!.AsArray();
        Assert.Equal(["done", "done"], turns.Select(turn => (string?)turn!["state"]));
        Assert.Equal(2, listener.Frames.Count(frame => (string?)frame["type"] == "done"));
        var messages = (await api.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray();
        (string?, string?)[] whole = [("user", "answered"), ("assistant", null), ("assistant", null)];
        Assert.Equal(
            [.. whole, .. whole],
            messages.Select(message => ((string?)message!["role"], (string?)message["delivery"])));
        foreach (var check in (int[])[2, 5])
        {
            Assert.StartsWith("Checked: ", (string?)messages[check]!["content"], StringComparison.Ordinal);
        }

        var deployments = (await api.GetAsync($"/api/deployments?guid={guid}", token))["deployments"]!.AsArray();
        var site = Assert.Single(deployments.Select(deployment => (string?)deployment!["url"]).Distinct());
        Assert.Contains("Morgenrot", await api.FetchSiteAsync(site!, token), StringComparison.Ordinal);
    }

    /// <summary>The agent was found at work and went on with it; it was not told again.</summary>
    private static async Task AssertNothingWasBegunAgainAsync(HostProcess host, string guid, CancellationToken token)
    {
        using var api = new ApiClient(host);
        var turns = (await api.GetAsAdminAsync($"/api/admin/sessions/{guid}", token))["turns"]!.AsArray();
        Assert.All(turns, turn => Assert.Equal((1, 0), ((int)turn!["attempts"]!, turn["setbacks"]!.AsArray().Count)));
        Assert.Equal(2, turns.Select(turn => (string?)turn!["prompt_file"]).Distinct().Count());
    }
}
