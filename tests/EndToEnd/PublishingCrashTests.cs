using System.Globalization;
using System.Text.Json.Nodes;
using TmuxBuilder.CrashHost;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>
/// kill -9 before every step of publishing there is, one after the other, until nobody dies any more. Each time a new
/// host on the same folder finishes what was begun; a visitor beside it never misses a part of a page. No browser looks
/// at what is published: its verdict is no step of publishing.
/// </summary>
public sealed class PublishingCrashTests : IAsyncLifetime
{
    // More than there are: the last one is survived.
    private const int MaxSteps = 40;

    private readonly World world = new();
    private readonly List<string> deaths = [];
    private SiteVisitor visitor = null!;
    private HostProcess host = null!;
    private string guid = "";
    private long seen;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Order => Path.Combine(world.DataFolder, "die-at");

    public async ValueTask InitializeAsync()
    {
        visitor = await SiteVisitor.StartAsync(world.DataFolder, Token);
        await StartAsync();
        using var api = new ApiClient(host);
        guid = await api.CreateSessionAsync("Begin", Token);
        await UntilDoneAsync(null);
    }

    public async ValueTask DisposeAsync()
    {
        await visitor.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_first_publish_is_finished_wherever_it_was_cut_off()
    {
        var last = await DieAtEveryStepAsync(step => ChatAsync($"publish {step} --new"));

        AssertDiedBefore(
            "IResourceLedger.PutAsync",
            "ISiteStore.CreateAsync",
            "ISiteStore.PutReleaseAsync",
            "ISitePublisher.EnsureAsync",
            "IResourceLedger.PutAsync",
            "ISitePublisher.UploadAsync",
            "the rest of an upload",
            "ISitePublisher.PromoteAsync",
            "ISiteStore.SaveAsync",
            "ISessionStore.SaveAsync",
            "ISiteStore.PutReleaseAsync");
        await AssertEndedWellAsync(sites: last, version: last);
    }

    [Fact]
    public async Task An_update_is_finished_wherever_it_was_cut_off()
    {
        await ChatAsync("publish 0");
        await RestAsync();
        var last = await DieAtEveryStepAsync(step => ChatAsync($"publish {step}"));

        AssertDiedBefore(
            "ISiteStore.PutReleaseAsync",
            "ISiteStore.SaveAsync",
            "ISitePublisher.UploadAsync",
            "the rest of an upload",
            "ISitePublisher.PromoteAsync",
            "ISiteStore.PutReleaseAsync",
            "ISiteStore.SaveAsync",
            "ISiteStore.PutReleaseAsync");
        await AssertEndedWellAsync(sites: 1, version: last);
    }

    [Fact]
    public async Task A_rollback_is_finished_wherever_it_was_cut_off()
    {
        await ChatAsync("publish 0");
        await ChatAsync("publish 1");
        await RestAsync();
        var last = await DieAtEveryStepAsync(_ => RollBackAsync());

        AssertDiedBefore(
            "ISiteStore.SaveAsync",
            "ISitePublisher.PromoteAsync",
            "ISiteStore.PutReleaseAsync",
            "ISiteStore.SaveAsync",
            "ISiteStore.PutReleaseAsync",
            "ICommandStore.CompleteAsync");
        await AssertEndedWellAsync(sites: 1, version: (last + 1) % 2);
    }

    /// <summary>Returns the number of the first step that is none any more.</summary>
    private async Task<int> DieAtEveryStepAsync(Func<int, Task<string>> act)
    {
        for (var step = 1; step <= MaxSteps; step++)
        {
            var order = Order + ".new";
            await File.WriteAllTextAsync(order, step.ToString(CultureInfo.InvariantCulture), Token);
            File.Move(order, Order, overwrite: true);

            // What the host answers only after its death was stored before it.
            await TryAsync(() => act(step));
            if (!await RestAsync())
            {
                File.Delete(Order);
                await visitor.StopAsync();
                Assert.All(visitor.Visits, visits => Assert.True(visits.Value > 0));
                return step;
            }
        }

        throw new InvalidOperationException($"It died {MaxSteps} times.");
    }

    /// <summary>
    /// Waits until the session has done all that was asked; whether the host died on the way. Commands come before
    /// turns, so what is asked last is done last.
    /// </summary>
    private async Task<bool> RestAsync()
    {
        var turn = await TryAsync(() => ChatAsync("rest"));
        if (turn is not null && await TryAsync(() => UntilDoneAsync(turn)) is not null)
        {
            return false;
        }

        await host.WaitForExitAsync(Token);
        deaths.Add(Assert.Single(
            host.Output.Split('\n'), line => line.StartsWith("Dies at step", StringComparison.Ordinal)));
        File.Delete(Order);
        await StartAsync();
        await UntilDoneAsync(turn ?? await ChatAsync("rest"));
        await AssertConsistentAsync();
        return true;
    }

    /// <summary>What it returns; <see langword="null"/> when the host died meanwhile.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is HttpRequestException or System.Net.WebSockets.WebSocketException)
        {
            return null;
        }
    }

    private async Task StartAsync() => host = await world.StartAsync(
        "TmuxBuilder.CrashHost.dll",
        [nameof(CrashPoint.AtStep), Order],
        [
            "--agent", PublishingAgent.Write(world.Folder("agent")),
            "--sandbox", "required",
            "--chromium", "/nowhere/chromium",
        ],
        null,
        Token);

    private async Task<string> ChatAsync(string message)
    {
        using var api = new ApiClient(host);
        return (string)(await api.ChatAsync(guid, message, Token))["turn_id"]!;
    }

    private async Task<string> RollBackAsync()
    {
        using var api = new ApiClient(host);
        var site = Assert.Single(await SitesAsync(api));
        var answer = await api.PostAsync(
            $"/api/sites/{site["id"]}/rollback", new JsonObject { ["guid"] = guid }, Token);
        return (string)answer["release_id"]!;
    }

    /// <summary>Until this turn, or any, is done.</summary>
    private async Task<JsonObject> UntilDoneAsync(string? turn)
    {
        await using var listener = await Listener.ConnectAsync(host, guid, seen, Token);
        var done = await listener.UntilAsync(
            frame => (string?)frame["type"] == "done" && (turn is null || (string?)frame["turn_id"] == turn), Token);
        seen = listener.Last;
        return done;
    }

    private async Task<IReadOnlyList<JsonNode>> SitesAsync(ApiClient api) =>
        [.. (await api.GetAsync($"/api/sites?guid={guid}", Token))["sites"]!.AsArray().OfType<JsonNode>()];

    /// <summary>It died before each of these, in that order.</summary>
    private void AssertDiedBefore(params string[] steps)
    {
        var from = 0;
        foreach (var step in steps)
        {
            from = 1 + deaths.FindIndex(from, death => death.EndsWith($"before {step}", StringComparison.Ordinal));
            Assert.True(from > 0, $"Not before {step}, but: {string.Join(", ", deaths)}");
        }
    }

    private async Task AssertEndedWellAsync(int sites, int version)
    {
        await AssertConsistentAsync();
        using var api = new ApiClient(host);
        var found = await SitesAsync(api);
        Assert.Equal(sites, found.Count);
        var newest = new Uri((string)found[0]["url"]!).Host.Split('.')[0];
        Assert.Contains($"version {version}<", await visitor.FrontAsync(newest, Token), StringComparison.Ordinal);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, Token);
        await listener.UntilAsync(frame => (long)frame["seq"]! >= seen, Token);
        var ends = listener.Frames.Where(frame => (string?)frame["type"] == "done")
            .Select(frame => (string?)frame["turn_id"]).ToList();
        Assert.Equal(ends.Distinct(), ends);
        Assert.DoesNotContain(listener.Frames, frame => (string?)frame["type"] is "error" or "warning");
        var turns = (await api.GetAsAdminAsync($"/api/admin/sessions/{guid}", Token))["turns"]!.AsArray();
        Assert.All(turns, turn => Assert.Equal("done", (string?)turn!["state"]));

        // A host that runs writes something now and then; one that was told to stop leaves nothing half-written.
        Assert.Equal(0, await host.InterruptAsync(Token));
        Assert.Empty(NamesIn("tmp"));
        Assert.Empty(NamesIn(".writing"));
    }

    /// <summary>
    /// Sites live, one release current, all of it in the ledger, nothing on the disk that is in no record.
    /// </summary>
    private async Task AssertConsistentAsync()
    {
        using var api = new ApiClient(host);
        var buckets = new List<string>();
        foreach (var site in await SitesAsync(api))
        {
            Assert.Equal("live", (string?)site["state"]);
            var bucket = new Uri((string)site["url"]!).Host.Split('.')[0];
            buckets.Add(bucket);
            var list = await api.GetAsync($"/api/sites/{site["id"]}/releases?guid={guid}", Token);
            var releases = list["releases"]!.AsArray().ToDictionary(
                release => (string)release!["id"]!, release => (string)release!["state"]!);
            Assert.Equal((string?)site["release"], Assert.Single(releases, release => release.Value == "current").Key);
            Assert.All(releases, release => Assert.True(release.Value is "current" or "previous", release.Value));
            Assert.Equal(releases.Keys.Order(), NamesIn("sites", bucket, "releases"));
            Assert.Equal(releases.Keys.Order(), NamesIn("sites", bucket, "manifests"));
        }

        Assert.Equal(buckets.Order(), NamesIn("sites"));
        var ledger = (await api.GetAsAdminAsync($"/api/admin/sessions/{guid}", Token))["resources"]!.AsArray();
        Assert.Equal(
            buckets.Order().Select(bucket => (bucket, "fact")),
            ledger.Select(line => ((string)line!["id"]!, (string)line!["stage"]!)).Order());
    }

    private IEnumerable<string> NamesIn(params string[] path)
    {
        var folder = Path.Combine([world.DataFolder, .. path]);
        return Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order()
            : [];
    }
}
