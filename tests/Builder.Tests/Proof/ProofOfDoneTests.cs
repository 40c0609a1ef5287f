using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>A turn that published is done when what it published was looked at.</summary>
public sealed class ProofOfDoneTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_turn_published_is_opened_before_it_is_done()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        var held = machine.Checks.ThenHold();

        pane.Stop("All is built.");
        await held.Begun;

        var checking = await machine.TurnAsync(turn, TurnState.Checking);
        Assert.Equal(("working", "All is built."), (checking.State.Wire, checking.LastWords));
        Assert.Equal(SiteState.Propagating, (await machine.SiteAsync(session)).State);
        Assert.DoesNotContain("done", await machine.TypesAsync(session));

        held.End(FakeChecks.Passes());
        var done = await machine.TurnAsync(turn, TurnState.Done);
        Assert.Null(done.LastWords);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
    }

    [Fact]
    public async Task The_report_and_the_pictures_are_beside_the_answer_and_in_frames()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(FakeChecks.Passes("The page has no icon."));

        pane.Stop("All is built.");
        await machine.TurnAsync(turn, TurnState.Done);

        var site = await machine.SiteAsync(session);
        var line = await machine.LastLineAsync(session, turn);
        Assert.StartsWith(
            $"All is built.\n\nYour site: {site.Url}\n\nChecked: ", line.Content, StringComparison.Ordinal);
        Assert.Equal(["report", "screenshot", "thumbnail"], line.Attachments.Select(attachment => attachment.Kind));
        Assert.Equal(
            "The page has no icon.", Assert.Single((await machine.ReportAsync(session, line)).Findings).Detail);
        Assert.Equal(
            ["status", "working", "screenshot", "test", "site", "summary", "delivery", "done"],
            (await machine.TypesAsync(session)).TakeLast(8));
        var told = (await machine.DataAsync(session, "site"))[^1];
        Assert.Equal("live", told.GetProperty("state").GetString());
        Assert.True(told.GetProperty("checks").GetProperty("passed").GetBoolean());
        Assert.Equal(line.Attachments[0].Id, told.GetProperty("checks").GetProperty("report").GetString());
        Assert.Equal(line.Attachments[1].Id, told.GetProperty("screenshot").GetString());
        var picture = (await machine.DataAsync(session, "screenshot"))[^1];
        Assert.Equal(line.Attachments[1].Id, picture.GetProperty("attachment_id").GetString());
        Assert.Equal(line.Attachments[2].Id, picture.GetProperty("thumbnail_id").GetString());
    }

    [Fact]
    public async Task A_site_of_this_machine_is_opened_from_the_files_of_its_release()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync("one");

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        var (target, page) = Assert.Single(machine.Checks.Asked);
        var folder = Assert.IsType<CheckTarget.Folder>(target);
        Assert.Contains("<p>one</p>", page, StringComparison.Ordinal);
        Assert.Equal((await machine.SiteAsync(session)).Url, $"http://{folder.HostName}/");
    }

    [Fact]
    public async Task A_site_that_lives_elsewhere_is_opened_at_its_address_beside_the_sessions_others()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync("one");
        await machine.PublishAsync(session, pane, "other", slug: "coffee");
        var store = machine.Get<ISiteStore>();
        var lease = machine.Get<RunnerDirectory>().Find(session.Id)!.Lease!;
        foreach (var site in await store.ListAsync(session.Id, Token))
        {
            await store.SaveAsync(site with { Url = $"https://{site.Slug}.example/" }, lease, Token);
        }

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        Assert.Equal(2, machine.Checks.Asked.Count);
        var (target, page) = machine.Checks.Asked.Last();
        var address = Assert.IsType<CheckTarget.Address>(target);
        Assert.Contains("<p>one</p>", page, StringComparison.Ordinal);
        Assert.Equal("https://tea-shop.example/", address.Url.AbsoluteUri);
        Assert.Equal(["coffee.example", "tea-shop.example"], address.Hosts);
        Assert.Equal(1, machine.Checks.MostOpen);
    }

    [Fact]
    public async Task A_turn_that_publishes_nothing_is_not_checked()
    {
        await using var machine = Machine.New();
        var (session, first, pane) = await machine.PublishedAsync();
        pane.Stop();
        await machine.TurnAsync(first, TurnState.Done);

        var second = await machine.SendAsync(session, "Thank you");
        await machine.FinishAsync(second, pane, "You are welcome.");

        Assert.Single(machine.Checks.Asked);
        Assert.Equal("You are welcome.", (await machine.LastLineAsync(session, second)).Content);
    }

    [Fact]
    public async Task Without_a_browser_a_site_goes_live_unchecked_and_that_is_said()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(new CheckOutcome.NotRun("Chromium is not installed on this machine."));

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        var line = await machine.LastLineAsync(session, turn);
        Assert.EndsWith(
            "Not checked. Tea Shop: Chromium is not installed on this machine.",
            line.Content,
            StringComparison.Ordinal);
        Assert.Empty(line.Attachments);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        var told = (await machine.DataAsync(session, "site"))[^1].GetProperty("checks");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told.GetProperty("passed").ValueKind);
        Assert.Equal("Chromium is not installed on this machine.", told.GetProperty("reason").GetString());
        Assert.Equal(
            "Complete, but not checked",
            (await machine.EntriesAsync(session)).Single(entry => entry.Entry.Type == "done").Entry.Message);
        Assert.Single(await machine.Turns.ListRecentAsync(session.Id, 10, Token));
    }

    [Fact]
    public async Task A_checker_that_breaks_down_holds_up_no_turn()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Next.Enqueue(_ => throw new InvalidOperationException("The driver is gone."));

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        var line = await machine.LastLineAsync(session, turn);
        Assert.Contains("Not checked. ", line.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("driver", line.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_is_replaced_while_it_is_checked_has_its_successor_checked()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync("one");
        var held = machine.Checks.ThenHold();
        pane.Stop();
        await held.Begun;

        await machine.PublishAsync(session, pane, "two");
        held.End(FakeChecks.Finds("Of the first."));

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(2, machine.Checks.Asked.Count);
        Assert.Contains("<p>two</p>", machine.Checks.Asked.Last().Page, StringComparison.Ordinal);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Null((await machine.Turns.ListRecentAsync(session.Id, 1, Token))[0].Repair);
    }

    [Fact]
    public async Task Of_very_many_sites_some_are_left_out_and_that_is_said()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        foreach (var slug in (string[])["a", "b", "c", "d", "e"])
        {
            await machine.PublishAsync(session, pane, "more", slug);
        }

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        Assert.Equal(5, machine.Checks.Asked.Count);
        Assert.Contains(
            "More websites were published at once than are checked",
            (await machine.LastLineAsync(session, turn)).Content,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_goes_back_to_an_earlier_release_stands_as_that_one_was_found()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync("one");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var (site, good) = (await machine.SiteAsync(session), await machine.ShownAsync(session));
        machine.Checks.Then(FakeChecks.Finds("The picture is gone."));
        var second = await machine.SendAsync(session, "Another picture");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.PublishAsync(session, pane, "two");
        pane.Stop();
        await machine.TurnAsync(second, TurnState.Done);
        var bad = await machine.ShownAsync(session);
        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);

        await GoBackAsync(good);
        Assert.Equal((SiteState.Live, good.Id), (await StateAsync(), (await machine.ShownAsync(session)).Id));
        Assert.True((await machine.ShownAsync(session)).Check?.Passed);

        await GoBackAsync(bad);
        Assert.Equal(SiteState.Failed, await StateAsync());
        Assert.Equal(2, machine.Checks.Asked.Count);

        async Task<SiteState> StateAsync() => (await machine.SiteAsync(session)).State;

        async Task GoBackAsync(Release release)
        {
            await machine.CommandAsync(
                session, CommandKind.Rollback, new ReleasePayload(site.Id.Value, release.Id.Value).ToJson());
            await machine.CommandsDoneAsync(session);
        }
    }
}
