using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TmuxBuilder.EndToEnd.Harness;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd;

/// <summary>Done means proved: what was published is opened in a real browser before the client is told so.</summary>
public sealed class ProofTests
{
    private const string Key = "sk-test-the-key-that-never-enters-the-sandbox";
    private const string Folder = "/session/code/dist/index.html";
    private static readonly string[] Demo = ["--agent", "demo", "--sandbox", "required"];

    [Fact]
    public async Task A_build_that_fails_its_check_is_repaired_and_every_update_keeps_the_address()
    {
        var token = TestContext.Current.CancellationToken;
        var first = SamplePage.With("<p>First</p><img src=\"/cup.webp\" alt=\"A cup of tea\">");
        await using var model = await ModelStub.StartAsync(token);
        model.When("My tea shop", Publishes(first));
        model.When("this is repair 1 of 2", Scenario.Build()
            .Writes(Folder, SamplePage.With("<p>Repaired</p>"))
            .Bash("./check.sh --dist code/dist >tmp/check.json; echo \"check $?\"; ./deploy.sh --project tea")
            .Bash("./check.sh >tmp/live.json; echo \"live $?\"")
            .Says("The picture is gone."));
        model.When("Second wish", Publishes(SamplePage.With("<p>Second</p>")));
        model.When("Third wish", Publishes(SamplePage.With("<p>Third</p>")));
        await using var world = new World();
        await using var host = await world.StartRealAgentAsync(model, Key, token);
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("My tea shop", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);

        await listener.UntilTypeAsync("done", token);
        var failed = await SiteAsync(api, guid, token);
        var address = (string)failed["url"]!;
        Assert.Equal(("failed", false), ((string)failed["state"]!, (bool)failed["checks"]!["passed"]!));
        await listener.UntilTypeAsync("done", token);
        var repaired = await SiteAsync(api, guid, token);
        Assert.Equal(("live", true), ((string)repaired["state"]!, (bool)repaired["checks"]!["passed"]!));
        Assert.Contains("Repaired", await api.FetchSiteAsync(address, token), StringComparison.Ordinal);
        foreach (var shown in (string[])["Second", "Third"])
        {
            await api.ChatAsync(guid, $"{shown} wish", token);
            await listener.UntilTypeAsync("done", token);
            Assert.Contains(shown, await api.FetchSiteAsync(address, token), StringComparison.Ordinal);
        }

        await AssertReportsAsync(api, guid, token);
        Assert.Contains(model.Log.All, request =>
            request.Body.GetRawText() is var body
            && body.Contains("check 0", StringComparison.Ordinal)
            && body.Contains("live 0", StringComparison.Ordinal));
        Assert.Equal("repair", (string?)listener.Frames.First(frame =>
            (string?)frame["type"] == "delivery" && frame["data"]!["origin"] is not null)["data"]!["origin"]);
        var site = await SiteAsync(api, guid, token);
        Assert.Equal(address, (string?)site["url"]);
        var deployments = (await api.GetAsync($"/api/deployments?guid={guid}", token))["deployments"]!.AsArray();
        Assert.Equal(4, deployments.Count);
        Assert.All(deployments, deployment => Assert.Equal(address, (string?)deployment!["url"]));

        var oldest = (string)deployments[^1]!["release_id"]!;
        await api.RollBackAsync(guid, (string)site["id"]!, oldest, token);
        await listener.UntilAsync(
            frame => (string?)frame["type"] == "site" && (string?)frame["data"]!["state"] == "failed", token);
        Assert.Equal(first, await api.FetchSiteAsync(address, token));
        Assert.False((bool)(await SiteAsync(api, guid, token))["checks"]!["passed"]!);
    }

    [Fact]
    public async Task The_demo_builders_site_passes_and_the_client_sees_report_and_picture()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        await using var host = await world.StartAsync(token, Demo);
        using var api = new ApiClient(host);

        var guid = await api.CreateSessionAsync("A site for a bakery called Morgenrot, with a gallery", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        var site = await SiteAsync(api, guid, token);
        Assert.Equal(("live", true), ((string)site["state"]!, (bool)site["checks"]!["passed"]!));
        var told = listener.Frames.Last(frame => (string?)frame["type"] == "site")["data"]!;
        Assert.Equal((string?)site["screenshot"], (string?)told["screenshot"]);
        var line = (await api.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray()[^1]!;
        Assert.Contains("Checked: ", (string?)line["content"], StringComparison.Ordinal);
        var attachments = line["attachments"]!.AsArray();
        Assert.Equal(
            ["report", "screenshot", "thumbnail"], attachments.Select(attachment => (string?)attachment!["kind"]));
        var report = JsonNode.Parse(await api.GetAttachmentAsync(guid, (string)attachments[0]!["id"]!, token))!;
        Assert.True((bool)report["passed"]!);
        Assert.Equal((string?)site["url"], (string?)report["url"]);
        foreach (var picture in attachments.Skip(1))
        {
            var jpeg = await api.GetAttachmentAsync(guid, (string)picture!["id"]!, token);
            Assert.Equal((byte[])[0xFF, 0xD8, 0xFF], jpeg[..3]);
        }
    }

    [Fact]
    public async Task A_host_killed_while_a_site_is_checked_has_it_checked_by_the_next()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        var first = await world.StartAsync(token, Demo);
        using (var api = new ApiClient(first))
        {
            var guid = await api.CreateSessionAsync("A site for a bakery called Morgenrot", token);
            await using var listener = await Listener.ConnectAsync(first, guid, 0, token);
            await listener.UntilAsync(
                frame => (string?)frame["type"] == "working"
                    && ((string?)frame["message"])!.StartsWith("Checking /", StringComparison.Ordinal),
                token);
            await first.KillAsync(token);

            var second = await world.StartAsync(token, Demo);

            using var again = new ApiClient(second);
            await using var later = await Listener.ConnectAsync(second, guid, listener.Last, token);
            await later.UntilTypeAsync("done", token);
            var checks = (await SiteAsync(again, guid, token))["checks"]!;
            Assert.True(
                (bool)checks["passed"]!,
                System.Text.Encoding.UTF8.GetString(
                    await again.GetAttachmentAsync(guid, (string)checks["report"]!, token)));
            Assert.Single(later.Frames, frame => (string?)frame["type"] == "test");
            Assert.Single(
                (await again.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray(),
                message => message!["attachments"]!.AsArray().Count > 0);
        }
    }

    [Fact]
    public async Task A_host_without_a_browser_says_so_and_publishes_unchecked()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        await using var host = await world.StartAsync(token, [.. Demo, "--chromium", "/nowhere/chromium"]);
        Assert.Contains("WARNING: websites are published UNCHECKED", host.Output, StringComparison.Ordinal);
        using var api = new ApiClient(host);

        var guid = await api.CreateSessionAsync("A site for a bakery called Morgenrot", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        var site = await SiteAsync(api, guid, token);
        Assert.Equal("live", (string?)site["state"]);
        Assert.Null(site["checks"]!["passed"]);
        Assert.Contains("not checked", (string?)site["checks"]!["reason"], StringComparison.Ordinal);
        Assert.Contains(
            "Not checked.",
            (string?)(await api.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray()[^1]!["content"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_workers_is_reached_by_a_page_that_is_checked()
    {
        var token = TestContext.Current.CancellationToken;
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        await using var model = await ModelStub.StartAsync(token);
        await using var world = new World();
        await using var host = await world.StartRealAgentAsync(model, Key, token);

        // The address is put together in the page: a plain one would not be published.
        model.When("Hostile", Publishes(SamplePage.With($$"""
            <p id="said">Tea</p>
            <script>
              const local = ["local" + "host", "127.0" + ".0.1"];
              const places = ["/api/health", "/api/config", "/client"];
              for (const name of local) {
                fetch("http://" + name + ":{{port}}/", { mode: "no-cors" }).catch(() => {});
                for (const place of places) {
                  fetch("http://" + name + ":{{host.Url.Port}}" + place)
                    .then(() => console.error("REACHED " + place)).catch(() => {});
                }
                try {
                  new WebSocket("ws://" + name + ":{{host.Url.Port}}/ws/x").onopen = () => console.error("REACHED ws");
                } catch {}
              }
              for (const place of places) {
                fetch(place).then(answer => answer.text())
                  .then(text => { if (text.startsWith("{")) console.error("REACHED own " + place); })
                  .catch(() => {});
              }
              fetch("file:///etc/passwd").then(() => console.error("REACHED file")).catch(() => {});
              fetch("http://169.254" + ".169.254/latest/meta-data/").catch(() => {});
            </script>
            """)));
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("Hostile", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        var site = await SiteAsync(api, guid, token);
        var report = System.Text.Encoding.UTF8.GetString(
            await api.GetAttachmentAsync(guid, (string)site["checks"]!["report"]!, token));

        Assert.False(canary.Pending());
        Assert.Contains("address.forbidden", report, StringComparison.Ordinal);
        Assert.DoesNotContain("REACHED", report, StringComparison.Ordinal);
        Assert.Equal("failed", (string?)site["state"]);
    }

    private static Scenario Publishes(string page) => Scenario.Build()
        .Writes(Folder, page)
        .Bash("./deploy.sh --project tea")
        .Says("It is published.");

    private static async Task<JsonNode> SiteAsync(ApiClient api, string guid, CancellationToken token) =>
        Assert.Single((await api.GetAsync($"/api/sites?guid={guid}", token))["sites"]!.AsArray())!;

    /// <summary>The client has both reports: of what did not work, and of what does.</summary>
    private static async Task AssertReportsAsync(ApiClient api, string guid, CancellationToken token)
    {
        var messages = (await api.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray();
        var reports = new List<JsonNode>();
        foreach (var attachment in messages.SelectMany(message => message!["attachments"]!.AsArray())
            .Where(attachment => (string?)attachment!["kind"] == "report"))
        {
            reports.Add(JsonNode.Parse(await api.GetAttachmentAsync(guid, (string)attachment!["id"]!, token))!);
        }

        Assert.Equal([false, true, true, true], reports.Select(report => (bool)report["passed"]!));
        Assert.Contains(
            reports[0]["findings"]!.AsArray(), finding => (string?)finding!["rule"] == "image.broken");
        var repair = Assert.Single(messages, message => (string?)message!["origin"] == "repair");
        Assert.Equal(("assistant", "answered"), ((string)repair!["role"]!, (string)repair["delivery"]!));
        Assert.StartsWith("Repair 1 of 2", (string?)repair["content"], StringComparison.Ordinal);
        Assert.Contains(messages, message =>
            ((string)message!["content"]!).Contains("does not pass its check yet", StringComparison.Ordinal));
    }
}
