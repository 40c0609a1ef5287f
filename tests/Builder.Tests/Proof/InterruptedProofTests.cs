using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>What may come in the middle of a check: crashes, cancels, pauses, the end of the session.</summary>
public sealed class InterruptedProofTests
{
    private const string NotChecked = "The work ended before it was checked.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(ITurnStore), nameof(ITurnStore.ChangeAsync))]
    [InlineData(typeof(ISiteChecks), nameof(ISiteChecks.CheckAsync))]
    [InlineData(typeof(ISiteChecks), "Checked")]
    [InlineData(typeof(IBlobStore), nameof(IBlobStore.PutAsync))]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.PutCheckAsync))]
    [InlineData(typeof(ISiteStore), nameof(ISiteStore.SaveAsync))]
    public async Task A_worker_that_dies_at_a_joint_of_the_check_proves_and_repairs_once(Type port, string method)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        for (var again = 0; again < 2; again++)
        {
            machine.Checks.Then(FakeChecks.Finds("Broken."));
        }

        machine.Crash.At(port, method);
        pane.Stop("All is built.");
        await machine.RebootAfterCrashAsync();

        await AssertProvedOnceAsync(machine, session, turn, pane);
    }

    [Theory]
    [InlineData(TurnState.Checking)]
    [InlineData(TurnState.Done)]
    public async Task A_worker_that_dies_before_a_step_of_the_turn_makes_it_later(TurnState before)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(FakeChecks.Finds("Broken."));
        machine.Crash.At<ITurnStore>(
            nameof(ITurnStore.ChangeAsync), args => args[0] is TurnChange change && change.Next.State == before);

        pane.Stop("All is built.");
        await machine.RebootAfterCrashAsync();

        await AssertProvedOnceAsync(machine, session, turn, pane);
        Assert.Single(machine.Checks.Asked);
    }

    [Fact]
    public async Task A_repair_that_a_dead_worker_left_in_the_queue_is_begun()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(FakeChecks.Finds("Broken."));
        machine.Crash.At<ITurnStore>(
            nameof(ITurnStore.ChangeAsync),
            args => args[0] is TurnChange { Next: { Origin: TurnOrigin.Repair, State: TurnState.Typed } });

        pane.Stop("All is built.");
        await machine.RebootAfterCrashAsync();

        await AssertProvedOnceAsync(machine, session, turn, pane);
    }

    [Fact]
    public async Task A_cancel_ends_the_check_and_keeps_what_the_agent_said()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        var held = machine.Checks.ThenHold();
        pane.Stop("All is built.");
        await held.Begun;

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(turn.Id.Value).ToJson());
        await machine.TurnAsync(turn, TurnState.Cancelled);

        await held.GivenUp;
        var line = await machine.LastLineAsync(session, turn);
        Assert.StartsWith("All is built.", line.Content, StringComparison.Ordinal);
        Assert.Contains("Not checked: Stopped at your request.", line.Content, StringComparison.Ordinal);
        await machine.CommandsDoneAsync(session);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Equal(NotChecked, (await machine.ShownAsync(session)).Check?.Reason);
        await machine.NextWorksAsync(session, pane);
        Assert.Single(machine.Checks.Asked);
    }

    [Fact]
    public async Task A_pause_lets_the_check_end_and_keeps_the_repair_for_later()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        var held = machine.Checks.ThenHold();
        pane.Stop("All is built.");
        await held.Begun;

        await machine.Get<PauseSession>().PauseAsync(session.Id, By.Platform, Token);
        await machine.CommandsDoneAsync(session);
        held.End(FakeChecks.Finds("Broken."));
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.CommandAsync(session, CommandKind.Diagnose, new CancelPayload(turn.Id.Value).ToJson());
        await machine.CommandsDoneAsync(session);
        Assert.Equal(TurnState.Queued, (await machine.RepairAsync(session)).State);

        await machine.Get<PauseSession>().ResumeAsync(session.Id, By.Platform, Token);
        await machine.FinishAsync(await machine.RepairAsync(session), pane);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_check_and_leaves_no_repair()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        var held = machine.Checks.ThenHold();
        pane.Stop("All is built.");
        await held.Begun;

        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Deleted }, Token);
        await machine.CommandAsync(session, CommandKind.Stop);
        await machine.TurnAsync(turn, TurnState.Cancelled);

        await held.GivenUp;
        Assert.Empty(await machine.Turns.ListOpenAsync(session.Id, Token));
        Assert.NotEqual(true, (await machine.ShownAsync(session)).Check?.WasMade);
        Assert.False(pane.Alive);
    }

    [Fact]
    public async Task A_client_who_wants_no_repair_drops_it()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(FakeChecks.Finds("Broken."));
        pane.Stop();
        pane.Accept(await pane.TypedAsync(Token));
        var repair = await machine.TurnAsync(await machine.RepairAsync(session), TurnState.Accepted);

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(repair.Id.Value).ToJson());
        await machine.TurnAsync(repair, TurnState.Cancelled);

        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        Assert.Empty(await machine.Turns.ListOpenAsync(session.Id, Token));
        await machine.NextWorksAsync(session, pane);
        Assert.Single(machine.Checks.Asked);
    }

    [Fact]
    public async Task A_check_takes_nothing_of_the_turns_time_nor_of_the_agents_rest()
    {
        var clock = new ShiftedTime();
        await using var machine = Machine.New(
            options => options with { Heartbeat = TimeSpan.FromMilliseconds(20) }, clock);
        var (session, turn, pane) = await machine.PublishedAsync();
        var held = machine.Checks.ThenHold();
        pane.Stop("All is built.");
        await held.Begun;

        clock.Shift = 2 * (machine.Options.IdleTimeout + machine.Options.TurnTimeout);
        await machine.CommandAsync(session, CommandKind.Resume);
        await machine.CommandsDoneAsync(session);
        Assert.Equal([session.Id], machine.Agents.Live);

        held.End(FakeChecks.Passes());
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task An_agent_that_ends_meanwhile_takes_nothing_from_the_proof()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        var held = machine.Checks.ThenHold();
        pane.Stop("All is built.");
        await held.Begun;

        pane.Exit(0);
        held.End(FakeChecks.Passes());

        var done = await machine.TurnAsync(turn, TurnState.Done);
        Assert.Empty(done.Setbacks);
        await machine.NextWorksAsync(session);
    }

    [Fact]
    public async Task Another_worker_finishes_the_proof_and_goes_on_with_the_work()
    {
        await using var machine = Machine.New(options => options.On("first"));
        var (session, turn, pane) = await machine.PublishedAsync();
        await machine.WriteAsync(session, "code/notes.txt", "kept");
        var held = machine.Checks.ThenHold();
        pane.Stop("All is built.");
        await held.Begun;
        await machine.StoredAsync(session, 1);

        await machine.MoveAsync(session);

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.True((await machine.ShownAsync(session)).Check?.Passed);
        Assert.StartsWith(
            "All is built.", (await machine.LastLineAsync(session, turn)).Content, StringComparison.Ordinal);
        await machine.NextWorksAsync(session);
        Assert.Equal("kept", await machine.ReadAsync(session, "code/notes.txt"));
    }

    [Fact]
    public async Task A_turn_that_fails_after_it_published_leaves_a_site_that_says_it_was_not_checked()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();

        pane.FailTurn("invalid_request", 400);
        await machine.TurnAsync(turn, TurnState.Failed);

        await machine.StateAsync(session, SessionState.Ready);
        Assert.EndsWith(
            $"is published. {NotChecked}",
            (await machine.LastLineAsync(session, turn)).Content,
            StringComparison.Ordinal);
        await machine.NextWorksAsync(session, pane);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
        Assert.Equal(NotChecked, (await machine.ShownAsync(session)).Check?.Reason);
        var told = (await machine.DataAsync(session, "site"))[^1];
        Assert.Equal(
            ("live", NotChecked),
            (told.GetProperty("state").GetString(), told.GetProperty("checks").GetProperty("reason").GetString()));
        Assert.Empty(machine.Checks.Asked);
    }

    /// <summary>One check counts, the turn ended once, its frames came once, and one repair follows.</summary>
    private static async Task AssertProvedOnceAsync(Machine machine, Session session, Turn turn, FakePane pane)
    {
        await machine.TurnAsync(turn, TurnState.Done);
        var repair = await machine.RepairAsync(session);
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(repair, TurnState.Accepted);
        Assert.Equal(2, (await machine.Turns.ListRecentAsync(session.Id, 20, Token)).Count);
        Assert.False((await machine.ShownAsync(session)).Check?.Passed);
        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        var types = await machine.TypesAsync(session);
        foreach (var once in (string[])["done", "test", "screenshot", "summary"])
        {
            Assert.Single(types, once);
        }

        var line = Assert.Single(
            await machine.LinesAsync(session), said => said.Turn == turn.Id && said.Role == ChatRole.Assistant);
        Assert.False((await machine.ReportAsync(session, line)).Passed);
        Assert.Equal(2, pane.Lines.Distinct().Count());
    }
}
