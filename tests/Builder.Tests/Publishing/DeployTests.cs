using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Publishing;

public sealed class DeployTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_built_folder_is_published_recorded_and_told()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var output = new List<string>();

        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"], output));

        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        Assert.Equal(site.Url, output[^1]);
        Assert.Matches($"^tmux-{session.Id.Short}-tea-shop-\\d{{8}}-\\d{{6}}\\z", site.Bucket);
        Assert.Equal(SiteState.Propagating, site.State);
        var release = Assert.Single(await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token));
        Assert.Equal(site.CurrentRelease, release.Id);
        Assert.Equal(ReleaseState.Current, release.State);
        Assert.Equal(turn.Id, release.Turn);
        var record = Assert.Single(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
        Assert.Equal((ResourceKind.Bucket, site.Bucket, ResourceStage.Fact), (record.Kind, record.Id, record.Stage));
        Assert.Equal(site.Url, (await machine.Sessions.FindAsync(session.Id, Token))?.DeployedUrl);
        Assert.Equal(
            ["status", "site", "resources", "progress", "site", "progress", "deployed"],
            (await machine.TypesAsync(session)).Where(type => type != "delivery"));

        pane.Stop("Published.");
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Contains(site.Url, (await machine.LinesAsync(session))[^1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_slug_updates_its_site_and_new_makes_another()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]);
        await machine.BuildAsync(session, "two");

        Assert.Equal(
            0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop", "--dir", "/session/code/dist"]));
        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop", "--new"]));

        var sites = await machine.Get<ISiteStore>().ListAsync(session.Id, Token);
        Assert.Equal(2, sites.Count);
        Assert.Equal(2, sites.Select(site => site.Bucket).Distinct().Count());
        var releases = await machine.Get<ISiteStore>().ListReleasesAsync(sites[1].Id, Token);
        Assert.Equal([ReleaseState.Current, ReleaseState.Previous], releases.Select(release => release.State));
    }

    [Theory]
    [InlineData(3, "--project", "tea-shop", "--dir", "code/nothing")]
    [InlineData(2, "--project", "Tea Shop")]
    [InlineData(2, "--project", "tea-shop", "--dir", "../other")]
    [InlineData(2, "--project", "tea-shop", "--dir", "/etc")]
    [InlineData(2, "--dir", "code/dist")]
    [InlineData(2, "--project")]
    [InlineData(2, "--project", "tea-shop", "--force")]
    public async Task What_cannot_be_published_is_refused_with_a_reason_and_makes_nothing(
        int status, params string[] arguments)
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var output = new List<string>();

        Assert.Equal(status, await machine.CallAsync(pane, "deploy", arguments, output));

        Assert.NotEmpty(output);
        Assert.Empty(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        Assert.Empty(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
    }

    [Fact]
    public async Task The_same_call_again_publishes_nothing_twice()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var (first, second) = (new List<string>(), new List<string>());

        await machine.CallAsync(pane, "deploy", ["--project", "tea-shop", "--new"], first, id: "call-1");
        Assert.Equal(
            0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop", "--new"], second, id: "call-1"));

        Assert.Equal(first[^1], second[^1]);
        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        Assert.Single(await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token));
        Assert.Single(await machine.TypesAsync(session), "deployed");
    }

    [Theory]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.PutReleaseAsync))]
    [InlineData(typeof(ISitePublisher), nameof(ISitePublisher.EnsureAsync))]
    [InlineData(typeof(ISitePublisher), nameof(ISitePublisher.UploadAsync))]
    [InlineData(typeof(ISitePublisher), nameof(ISitePublisher.PromoteAsync))]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.SaveAsync))]
    public async Task A_worker_that_dies_within_a_deploy_finishes_the_same_release_afterwards(Type port, string method)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        machine.Crash.At(port, method);
        await Assert.ThrowsAnyAsync<Exception>(
            () => machine.CallAsync(pane, "deploy", ["--project", "tea-shop", "--new"], id: "call-1"));

        await machine.RebootAfterCrashAsync();
        await machine.Pulse.UntilAsync(
            () => Task.FromResult(machine.Get<Builder.Runs.RunnerDirectory>().Find(session.Id)?.Lease), Token);
        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop", "--new"], id: "call-1"));

        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        var release = Assert.Single(await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token));
        Assert.Equal(ReleaseState.Current, release.State);
        Assert.Equal(release.Id, site.CurrentRelease);
        Assert.Single(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Theory]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.PutReleaseAsync))]
    [InlineData(typeof(ISitePublisher), nameof(ISitePublisher.EnsureAsync))]
    [InlineData(typeof(ISitePublisher), nameof(ISitePublisher.UploadAsync))]
    public async Task A_deploy_onto_a_full_disk_ends_with_a_line_and_leaves_nothing_unfinished(Type port, string method)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var output = new List<string>();
        machine.Crash.Failing = (called, name) => called == port && name == method;

        Assert.Equal(1, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"], output));

        machine.Crash.Failing = null;
        Assert.StartsWith("Not published: ", output[^1], StringComparison.Ordinal);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await AssertSettledAsync(machine, session);
    }

    [Fact]
    public async Task A_deploy_whose_call_does_not_come_back_is_settled_with_its_turn_and_a_later_one_succeeds()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        machine.Crash.At(typeof(ISitePublisher), nameof(ISitePublisher.UploadAsync));
        await Assert.ThrowsAnyAsync<Exception>(
            () => machine.CallAsync(pane, "deploy", ["--project", "tea-shop"], id: "call-1"));
        await machine.RebootAfterCrashAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await AssertSettledAsync(machine, session);

        await machine.SendAsync(session, "Again");
        pane.Accept(await pane.TypedAsync(Token));
        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"], id: "call-2"));

        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        Assert.Equal(SiteState.Propagating, site.State);
        Assert.Equal(
            [ReleaseState.Current, ReleaseState.Failed],
            (await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token)).Select(release => release.State));
    }

    [Fact]
    public async Task What_was_only_meant_to_be_made_is_in_no_ledger_once_its_turn_is_over()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        machine.Crash.At<ISiteStore>(nameof(ISiteStore.CreateAsync));
        await Assert.ThrowsAnyAsync<Exception>(() => machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));
        await machine.RebootAfterCrashAsync();
        Assert.Single(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        await machine.Pulse.UntilAsync(
            async () => await machine.Get<IResourceLedger>().ListAsync(session.Id, Token) is [] ? session : null,
            Token);
        Assert.Empty(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
    }

    [Fact]
    public async Task An_update_that_is_cut_off_between_its_records_leaves_the_site_as_it_was()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        await machine.BuildAsync(session, "two");

        // The second is served already and the first is previous by its record; the site's is not written.
        machine.Crash.At<ISiteStore>(
            nameof(ISiteStore.SaveAsync), args => args[0] is Site changed && changed.CurrentRelease != first);
        await Assert.ThrowsAnyAsync<Exception>(() => machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));
        await machine.RebootAfterCrashAsync();
        var cut = await machine.SiteAsync(session);
        Assert.Contains("<p>two</p>", await machine.FrontAsync(cut), StringComparison.Ordinal);

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        await machine.Pulse.UntilAsync(
            async () => await machine.SiteAsync(session) is { State: SiteState.Live } site ? site : null, Token);
        await machine.AssertShowsAsync(session, first, "one");
        Assert.Equal([ReleaseState.Failed, ReleaseState.Current], await machine.ReleasesAsync(cut));
    }

    private static async Task AssertSettledAsync(Machine machine, Session session)
    {
        var store = machine.Get<ISiteStore>();
        var site = await machine.Pulse.UntilAsync(
            async () =>
                (await store.ListAsync(session.Id, Token)).FirstOrDefault(site => site.State == SiteState.Failed),
            Token);
        Assert.All(
            await store.ListReleasesAsync(site.Id, Token), release => Assert.Equal(ReleaseState.Failed, release.State));
    }
}
