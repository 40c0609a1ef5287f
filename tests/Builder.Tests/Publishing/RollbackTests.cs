using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Tests.Publishing;

public sealed class RollbackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollback_shows_the_earlier_release_at_the_same_address_and_can_be_undone()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        var before = await machine.SiteAsync(session);
        var second = await machine.PublishAsync(session, pane, "two");

        await SwitchAsync(machine, session, CommandKind.Rollback, first);

        await machine.AssertShowsAsync(session, first, "one");
        Assert.Equal(before.Url, (await machine.SiteAsync(session)).Url);

        await SwitchAsync(machine, session, CommandKind.Rollback, second);

        await machine.AssertShowsAsync(session, second, "two");
    }

    [Fact]
    public async Task A_rollback_is_told_as_it_happens_with_the_release_it_came_to()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        await machine.PublishAsync(session, pane, "two");
        var before = (await machine.EntriesAsync(session)).Count;

        await SwitchAsync(machine, session, CommandKind.Rollback, first);

        var told = (await machine.EntriesAsync(session)).Skip(before).Select(entry => entry.Entry).ToList();
        Assert.Equal(["site", "status", "site"], told.Select(entry => entry.Type));
        Assert.Contains("\"publishing\"", told[0].DataJson, StringComparison.Ordinal);
        Assert.Contains("\"live\"", told[2].DataJson, StringComparison.Ordinal);
        Assert.Contains(first.Value, told[2].DataJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_after_a_rollback_replaces_what_is_shown()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        await machine.PublishAsync(session, pane, "two");
        await SwitchAsync(machine, session, CommandKind.Rollback, first);

        var third = await machine.PublishAsync(session, pane, "three");

        await machine.AssertShowsAsync(session, third, "three", SiteState.Propagating);
        Assert.Equal(
            [ReleaseState.Current, ReleaseState.Previous, ReleaseState.Previous],
            await machine.ReleasesAsync(await machine.SiteAsync(session)));
    }

    [Fact]
    public async Task A_release_whose_files_are_gone_is_not_shown_and_the_client_is_told()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        var second = await machine.PublishAsync(session, pane, "two");
        var site = await machine.SiteAsync(session);
        Directory.Delete(
            Path.Combine(machine.Options.DataFolder, "sites", site.Bucket, "releases", first.Value), recursive: true);

        await SwitchAsync(machine, session, CommandKind.Rollback, first);

        await machine.AssertShowsAsync(session, second, "two");
        Assert.Contains("could not go back", Assert.Single(await machine.WarningsAsync(session)).Message,
            StringComparison.Ordinal);
        var releases = await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token);
        Assert.NotNull(releases.Single(release => release.Id == first).PrunedAt);
    }

    [Fact]
    public async Task What_is_served_follows_the_record_when_the_release_is_put_out_again()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        var second = await machine.PublishAsync(session, pane, "two");
        var site = await machine.SiteAsync(session);
        Assert.True(await machine.Get<ISitePublisher>().PromoteAsync(site, first, Token));

        await SwitchAsync(machine, session, CommandKind.Redeploy, second);

        await machine.AssertShowsAsync(session, second, "two");
    }

    [Theory]
    [InlineData(nameof(ISitePublisher.PromoteAsync))]
    [InlineData(nameof(ISiteStore.PutReleaseAsync))]
    [InlineData(nameof(ISiteStore.SaveAsync))]
    [InlineData(nameof(ICommandStore.CompleteAsync))]
    public async Task A_worker_that_dies_within_a_rollback_finishes_it_afterwards(string method)
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var first = await machine.PublishAsync(session, pane, "one");
        await machine.PublishAsync(session, pane, "two");
        var port = method switch
        {
            nameof(ISitePublisher.PromoteAsync) => typeof(ISitePublisher),
            nameof(ICommandStore.CompleteAsync) => typeof(ICommandStore),
            _ => typeof(ISiteStore),
        };
        machine.Crash.At(port, method);
        await CommandAsync(machine, session, CommandKind.Rollback, first);

        await machine.RebootAfterCrashAsync();
        await machine.CommandsDoneAsync(session);

        await machine.AssertShowsAsync(session, first, "one");
    }

    private static async Task SwitchAsync(Machine machine, Session session, CommandKind kind, ReleaseId release)
    {
        await CommandAsync(machine, session, kind, release);
        await machine.CommandsDoneAsync(session);
    }

    private static async Task CommandAsync(Machine machine, Session session, CommandKind kind, ReleaseId release)
    {
        var site = await machine.SiteAsync(session);
        await machine.CommandAsync(session, kind, new ReleasePayload(site.Id.Value, release.Value).ToJson());
    }
}
