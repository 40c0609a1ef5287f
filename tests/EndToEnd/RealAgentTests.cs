using TmuxBuilder.EndToEnd.Harness;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd;

/// <summary>The real CLI in real tmux and bubblewrap, with a scripted model behind it.</summary>
public sealed class RealAgentTests
{
    private const string Key = "sk-test-the-key-that-never-enters-the-sandbox";
    private static readonly string Page = SamplePage.With("<p>Leaf and Kettle</p>");

    [Fact]
    public async Task A_message_becomes_a_published_page()
    {
        var token = TestContext.Current.CancellationToken;
        await using var model = await ModelStub.StartAsync(token);
        model.Default = Scenario.ReadsThePrompt
            .Bash("./notify.sh ack && ./notify.sh progress 20")
            .Writes("/session/code/dist/index.html", Page)
            .Bash("./deploy.sh --project tea")
            .Writes("/session/summary.md", "# Your tea shop\n\nThe page is live.")
            .Bash("./notify.sh summary && ./notify.sh done")
            .Says("The page is live.");
        await using var world = new World();
        await using var host = await world.StartRealAgentAsync(model, Key, token);
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync(null, token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);

        var accepted = await api.ChatAsync(guid, "A page for my tea shop, Leaf and Kettle", token);
        var done = await listener.UntilTypeAsync("done", token);

        Assert.Equal((string?)accepted["turn_id"], (string?)done["turn_id"]);
        var types = listener.Frames.Select(frame => (string?)frame["type"]).ToList();
        Assert.Equal(
            ["ack", "progress", "deployed", "summary", "done"],
            types.Where(type => type is "ack" or "progress" or "deployed" or "summary" or "done")
                .Where((type, at) => type != "progress" || at == 1)
                .Distinct());
        Assert.Equal(
            ["queued", "typed", "accepted", "working", "answered"],
            listener.Frames.Where(frame => (string?)frame["type"] == "delivery")
                .Select(frame => (string?)frame["data"]!["state"]));
        var reply = (await api.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray()
            .Single(message =>
                (string?)message!["role"] == "assistant"
                    && ((string)message["content"]!).Contains("Your tea shop", StringComparison.Ordinal));
        Assert.Equal((string?)accepted["turn_id"], (string?)reply!["turn_id"]);
        var url = (string)(await api.GetAsync($"/api/deployments?guid={guid}", token))["deployments"]![0]!["url"]!;
        Assert.Equal(Page, await api.FetchSiteAsync(url, token));
    }

    [Fact]
    public async Task A_second_message_continues_the_conversation()
    {
        var token = TestContext.Current.CancellationToken;
        await using var model = await ModelStub.StartAsync(token);
        model.Default = Scenario.ReadsThePrompt.Says("Understood.");
        await using var world = new World();
        await using var host = await world.StartRealAgentAsync(model, Key, token);
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("The first wish", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        await api.ChatAsync(guid, "The second wish", token);
        await listener.UntilTypeAsync("done", token);

        var last = model.Log.All.Last(request => request.Kind == RequestKind.Main);
        Assert.Contains("The first wish", last.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("The second wish", last.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_key_nor_guid_is_within_the_agents_reach()
    {
        var token = TestContext.Current.CancellationToken;
        await using var model = await ModelStub.StartAsync(token);
        model.Default = Scenario.ReadsThePrompt
            .Bash(
                "(env; cat /proc/*/environ /proc/*/cmdline /proc/*/mountinfo; grep -rs '' /session /sock /opt/tb "
                    + "--include='*' -a -I | head -c 4000000) > /session/tmp/found.txt "
                    + "2>/dev/null; wc -c /session/tmp/found.txt")
            .Says("Looked around.");
        await using var world = new World();
        await using var host = await world.StartRealAgentAsync(model, Key, token);
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("Look around", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        var found = await File.ReadAllTextAsync(
            Path.Combine(world.DataFolder, "sessions", "active", guid, "tmp", "found.txt"), token);

        Assert.Contains("CLAUDE_CONFIG_DIR", found, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, found, StringComparison.Ordinal);
        Assert.DoesNotContain(guid, found, StringComparison.Ordinal);
        Assert.All(
            model.Log.All.Where(request => request.Kind == RequestKind.Main),
            request => Assert.Equal(Key, request.Headers["x-api-key"]));
    }
}
