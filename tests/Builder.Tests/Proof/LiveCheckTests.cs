using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>A site that visitors reach only later is opened again then, at its address, before it is live.</summary>
public sealed class LiveCheckTests
{
    private readonly DistantSites distant = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_is_reached_is_opened_at_its_address_and_then_live()
    {
        await using var machine = New();
        var (session, _) = await PropagatingAsync(machine);
        Assert.IsType<CheckTarget.Folder>(Assert.Single(machine.Checks.Asked).Target);
        var before = (await machine.ShownAsync(session)).Check!;

        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);

        var address = Assert.IsType<CheckTarget.Address>(machine.Checks.Asked.Last().Target);
        var site = await machine.SiteAsync(session);
        Assert.Equal((SiteState.Live, site.Url), (site.State, address.Url.AbsoluteUri));
        var check = (await machine.ShownAsync(session)).Check!;
        Assert.Equal((true, true), (check.Passed, check.AtAddress));
        Assert.Equal(["screenshot", "test", "site"], (await machine.TypesAsync(session)).TakeLast(3));
        var told = (await machine.DataAsync(session, "site"))[^1];
        Assert.Equal("live", told.GetProperty("state").GetString());
        Assert.Equal(check.Screenshot!.Id, told.GetProperty("screenshot").GetString());

        // What the chat showed of the first check is still there.
        Assert.NotEqual(before.Report!.Id, check.Report!.Id);
        Assert.NotEqual(before.Screenshot!.Id, check.Screenshot.Id);
    }

    [Fact]
    public async Task A_turn_that_ends_meanwhile_makes_no_site_live_that_was_not_opened()
    {
        await using var machine = New();
        var (session, pane) = await PropagatingAsync(machine);
        distant.AreReached = true;

        await machine.NextWorksAsync(session, pane);

        Assert.Equal(SiteState.Propagating, (await machine.SiteAsync(session)).State);
        Assert.Single(machine.Checks.Asked);
    }

    [Fact]
    public async Task What_is_wrong_there_is_the_agents_next_task_and_is_said_once()
    {
        await using var machine = New();
        var (session, pane) = await PropagatingAsync(machine);
        machine.Checks.Then(FakeChecks.Finds("The picture /cup.webp does not load."));

        await distant.ReachAsync(machine, session);
        var line = await pane.TypedAsync(Token);
        var repair = await machine.TurnAsync(await machine.RepairAsync(session), TurnState.Typed);
        Assert.Equal(TurnOrigin.Repair, repair.Origin);
        Assert.Equal([(await machine.ShownAsync(session)).Id], repair.Repair!.Releases);
        Assert.Contains(
            "/cup.webp does not load", await machine.ReadAsync(session, repair.PromptFile!), StringComparison.Ordinal);
        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        var said = Assert.Single(await machine.LinesAsync(session), told => told.Turn == repair.Id);
        Assert.Contains("- The picture /cup.webp does not load. (/)", said.Content, StringComparison.Ordinal);
        Assert.False((await machine.ReportAsync(session, said)).Passed);

        pane.Accept(line);
        await machine.PublishAsync(session, pane, "two");
        pane.Stop("Mended.");
        await machine.TurnAsync(repair, TurnState.Done);
        Assert.IsType<CheckTarget.Address>(machine.Checks.Asked.Last().Target);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Equal(
            ["queued", "typed", "accepted", "working", "answered"],
            (await machine.DataAsync(session, "delivery"))
                .Where(data => data.GetProperty("message_id").GetString() == said.Id.Value)
                .Select(data => data.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task After_two_repairs_the_client_is_told_what_does_not_work_there()
    {
        await using var machine = New();
        var (session, _, pane) = await machine.PublishedAsync("one");
        machine.Checks.Then(FakeChecks.Finds("Broken 1."));
        machine.Checks.Then(FakeChecks.Finds("Broken 2."));
        machine.Checks.Then(FakeChecks.Passes());
        machine.Checks.Then(FakeChecks.Finds("Broken where it lives."));
        pane.Stop();
        foreach (var (attempt, content) in ((int, string)[])[(1, "two"), (2, "three")])
        {
            var repair = await machine.RepairAsync(session, attempt);
            pane.Accept(await pane.TypedAsync(Token));
            await machine.PublishAsync(session, pane, content);
            pane.Stop();
            await machine.TurnAsync(repair, TurnState.Done);
        }

        Assert.Equal(SiteState.Propagating, (await machine.SiteAsync(session)).State);
        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);

        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        var last = (await machine.LinesAsync(session))[^1];
        Assert.Contains("not everything works", last.Content, StringComparison.Ordinal);
        Assert.Contains("- Broken where it lives. (/)", last.Content, StringComparison.Ordinal);
        Assert.Equal(3, (await machine.Turns.ListRecentAsync(session.Id, 20, Token)).Count);
        Assert.Equal("failed", (await machine.DataAsync(session, "site"))[^1].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_session_that_was_completed_is_told_of_what_is_wrong_and_not_begun_anew()
    {
        await using var machine = New();
        var (session, _) = await PropagatingAsync(machine);
        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Completed }, Token);
        machine.Checks.Then(FakeChecks.Finds("Broken."));

        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);

        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        Assert.Empty(await machine.Turns.ListOpenAsync(session.Id, Token));
        Assert.Contains("Broken.", (await machine.LinesAsync(session))[^1].Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_cannot_be_opened_there_is_what_its_files_were_found_to_be(bool breaksDown)
    {
        await using var machine = New();
        var (session, _) = await PropagatingAsync(machine);
        machine.Checks.Next.Enqueue(_ => breaksDown
            ? throw new InvalidOperationException("The driver is gone.")
            : Task.FromResult<CheckOutcome>(new CheckOutcome.NotRun("Other websites are being checked.")));

        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);

        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Equal(2, machine.Checks.Asked.Count);
        var check = (await machine.ShownAsync(session)).Check!;
        Assert.Equal((true, false), (check.Passed, check.AtAddress));
    }

    [Fact]
    public async Task A_message_that_comes_meanwhile_is_worked_on_and_the_site_is_live_afterwards()
    {
        await using var machine = New();
        var (session, pane) = await PropagatingAsync(machine);
        var held = machine.Checks.ThenHold();
        await distant.ReachAsync(machine, session);
        await held.Begun;

        var next = await machine.SendAsync(session, "Thank you");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(next, TurnState.Accepted);
        held.End(FakeChecks.Passes());
        Assert.Equal(SiteState.Propagating, (await machine.SiteAsync(session)).State);
        pane.Stop("You are welcome.");
        await machine.TurnAsync(next, TurnState.Done);

        await machine.CommandsDoneAsync(session);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Equal(2, machine.Checks.Asked.Count);
    }

    [Fact]
    public async Task A_release_that_is_replaced_meanwhile_is_not_live_for_the_check_of_the_one_before()
    {
        await using var machine = New();
        var (session, pane) = await PropagatingAsync(machine);
        var held = machine.Checks.ThenHold();
        await distant.ReachAsync(machine, session);
        await held.Begun;
        distant.AreReached = false;

        var next = await machine.SendAsync(session, "Make it blue");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.PublishAsync(session, pane, "two");
        held.End(FakeChecks.Passes());
        pane.Stop();
        await machine.TurnAsync(next, TurnState.Done);
        await machine.CommandsDoneAsync(session);
        Assert.Equal(SiteState.Propagating, (await machine.SiteAsync(session)).State);

        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Contains("<p>two</p>", machine.Checks.Asked.Last().Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(ISiteChecks), nameof(ISiteChecks.CheckAsync))]
    [InlineData(typeof(ISiteChecks), "Checked")]
    [InlineData(typeof(IBlobStore), nameof(IBlobStore.PutAsync))]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.PutCheckAsync))]
    [InlineData(typeof(ITurnStore), nameof(ITurnStore.SubmitAsync))]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.SaveAsync))]
    [InlineData(typeof(ICommandStore), nameof(ICommandStore.CompleteAsync))]
    public async Task A_worker_that_dies_at_a_joint_of_it_repairs_once(Type port, string method)
    {
        await using var machine = New();
        var (session, pane) = await PropagatingAsync(machine);
        for (var again = 0; again < 2; again++)
        {
            machine.Checks.Then(FakeChecks.Finds("Broken."));
        }

        machine.Crash.At(port, method);
        await distant.ReachAsync(machine, session);
        await machine.RebootAfterCrashAsync();

        await machine.CommandsDoneAsync(session);
        var repair = await machine.RepairAsync(session);
        await machine.FinishAsync(repair, pane, "No idea.");
        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        Assert.Single(
            await machine.LinesAsync(session),
            said => said.Content.StartsWith("Repair 1 of 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_end_of_the_session_ends_it()
    {
        await using var machine = New();
        var (session, _) = await PropagatingAsync(machine);
        var held = machine.Checks.ThenHold();
        await distant.ReachAsync(machine, session);
        await held.Begun;

        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Deleted }, Token);
        await machine.CommandAsync(session, CommandKind.Stop);

        await held.GivenUp;
        await machine.CommandsDoneAsync(session);
        Assert.False((await machine.ShownAsync(session)).Check!.AtAddress);
    }

    [Fact]
    public async Task Sites_of_a_session_that_is_gone_are_neither_opened_nor_asked_for_again()
    {
        await using var machine = New();
        var (session, _) = await PropagatingAsync(machine);
        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Deleted }, Token);

        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);

        Assert.Single(machine.Checks.Asked);
        Assert.Empty(await machine.Get<ISiteStore>().ListPropagatingAsync(10, Token));
    }

    [Fact]
    public async Task A_release_that_was_opened_there_once_is_live_at_once_when_it_is_shown_again()
    {
        await using var machine = New();
        var (session, pane) = await PropagatingAsync(machine);
        await distant.ReachAsync(machine, session);
        await machine.CommandsDoneAsync(session);
        var (site, first) = (await machine.SiteAsync(session), await machine.ShownAsync(session));
        var next = await machine.SendAsync(session, "Make it blue");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.PublishAsync(session, pane, "two");
        pane.Stop();
        await machine.TurnAsync(next, TurnState.Done);

        await machine.CommandAsync(
            session, CommandKind.Rollback, new ReleasePayload(site.Id.Value, first.Id.Value).ToJson());
        await machine.CommandsDoneAsync(session);

        Assert.Equal((SiteState.Live, first.Id), (
            (await machine.SiteAsync(session)).State, (await machine.ShownAsync(session)).Id));
        Assert.Equal(3, machine.Checks.Asked.Count);
    }

    private Machine New() => Machine.New(added: distant.AddTo);

    /// <summary>A session whose turn is done, with a site that visitors do not reach yet.</summary>
    private static async Task<(Session Session, FakePane Pane)> PropagatingAsync(Machine machine)
    {
        var (session, turn, pane) = await machine.PublishedAsync("one");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(SiteState.Propagating, (await machine.SiteAsync(session)).State);
        return (session, pane);
    }
}
