using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>
/// The worker's process dies at every step; another on the same data folder goes on. Agents live on in their panes.
/// </summary>
public sealed class RestartTests
{

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_answered_before_any_worker_ran_is_run()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        var turn = await machine.SendAsync(session);

        await machine.RebootAsync();

        var (pane, line) = await machine.TypedAsync();
        await FinishAsync(machine, session, turn, pane, line);
    }

    [Fact]
    public async Task Dead_before_the_agent_started_the_turn_is_begun_anew()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        machine.Crash.At<IAgents>(nameof(IAgents.StartAsync));
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        await machine.RebootAfterCrashAsync();

        var (pane, line) = await machine.TypedAsync();
        await FinishAsync(machine, session, turn, pane, line);
    }

    [Fact]
    public async Task Dead_after_the_start_the_live_pane_is_adopted()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        machine.Crash.At<ITurnStore>(
            nameof(ITurnStore.ChangeAsync), args => ((TurnChange)args[0]!).Next.State == TurnState.Typed);
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        await machine.RebootAfterCrashAsync();

        var (pane, line) = await machine.TypedAsync();
        await FinishAsync(machine, session, turn, pane, line);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task Dead_between_typed_and_the_keystrokes_the_line_is_typed_once()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        machine.Crash.At<IAgent>(nameof(IAgent.DeliverAsync));
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        await machine.RebootAfterCrashAsync();

        var (pane, line) = await machine.TypedAsync();
        await FinishAsync(machine, session, turn, pane, line);
        Assert.Single(pane.Lines);
    }

    [Fact]
    public async Task Dead_after_the_keystrokes_the_line_in_the_box_is_not_typed_again()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        machine.Crash.At<IAgent>("Enter");
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        await machine.RebootAfterCrashAsync();

        var (pane, line) = await machine.TypedAsync();
        Assert.Equal("enter", await pane.KeyAsync(Token));
        await FinishAsync(machine, session, turn, pane, line);
        Assert.Single(pane.Lines);
    }

    [Fact]
    public async Task Dead_after_the_keystrokes_the_line_that_was_taken_is_not_typed_again()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        machine.Crash.At<ITurnStore>(
            nameof(ITurnStore.ChangeAsync), args => ((TurnChange)args[0]!).Next.State == TurnState.Accepted);
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);

        await machine.RebootAfterCrashAsync();

        await machine.TurnAsync(turn, TurnState.Accepted);
        pane.Tool("Writing");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Single(pane.Lines);
        Assert.Single(await machine.TypesAsync(session), "done");
    }

    [Fact]
    public async Task Dead_inside_a_tool_the_turn_goes_on_with_what_happened_meanwhile()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Tool("Building");
        await machine.TurnAsync(turn, TurnState.Working);

        await machine.KillAsync();
        pane.Stop("Built while nobody listened.");
        machine.Boot();
        await machine.StartWorkerAsync();

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal("Built while nobody listened.", (await machine.LinesAsync(session))[^1].Content);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task Dead_inside_a_tool_with_the_pane_the_agent_is_resumed_and_told_to_go_on()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        pane.Tool("Building");
        await machine.TurnAsync(turn, TurnState.Working);

        await machine.KillAsync();
        pane.Exit(null);
        machine.Boot();
        await machine.StartWorkerAsync();

        var (second, again) = await machine.TypedAsync();
        Assert.True(second.Start.Resume);
        Assert.NotEqual(line, again);
        second.Accept(again);
        second.Stop("Finished.");
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task Dead_between_summary_and_done_the_turn_ends_once_and_the_reply_stands_once()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "summary.md", "All built.");
        await machine.NotifyAsync(pane, "summary");
        await machine.Pulse.UntilAsync(
            async () => (await machine.LinesAsync(session)).LastOrDefault(said => said.Content == "All built."), Token);
        machine.Crash.At<ITurnStore>(
            nameof(ITurnStore.ChangeAsync), args => ((TurnChange)args[0]!).Next.State == TurnState.Done);
        pane.Stop("All built, I said.");

        await machine.RebootAfterCrashAsync();

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Single(await machine.LinesAsync(session), said => said.Role == ChatRole.Assistant);
        var types = await machine.TypesAsync(session);
        Assert.Single(types, "summary");
        Assert.Single(types, "done");
    }

    [Fact]
    public async Task Dead_between_done_and_ready_the_session_is_ready_after_the_restart()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        await machine.StateAsync(session, SessionState.Working);
        machine.Crash.At<ISessionStore>(
            nameof(ISessionStore.SaveAsync), args => ((Session)args[0]!).State == SessionState.Ready);
        pane.Accept(line);
        pane.Stop();

        await machine.RebootAfterCrashAsync();

        await machine.StateAsync(session, SessionState.Ready);
        Assert.Equal(TurnState.Done, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.State);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task Hours_without_a_worker_are_no_working_time()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(options => options with { TurnTimeout = TimeSpan.FromMinutes(20) }, time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.KillAsync();

        time.Advance(TimeSpan.FromHours(5));
        machine.Boot();
        await machine.StartWorkerAsync();
        var back = await machine.Pulse.UntilAsync(
            async () => await machine.Turns.FindAsync(session.Id, turn.Id, Token) is { } found
                && found.WorkingSince == time.GetUtcNow()
                ? found
                : null,
            Token);

        Assert.Equal((TurnState.Accepted, TimeSpan.Zero), (back.State, back.Worked));
        time.Advance(TimeSpan.FromMinutes(19));
        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task An_agent_that_does_not_start_again_at_once_costs_no_loss_of_the_worker()
    {
        await using var machine = Machine.New(options => options with { StartDelay = TimeSpan.FromMilliseconds(1) });
        var (session, turn, pane) = await machine.AcceptedAsync();
        machine.Agents.StartFailures.Enqueue("not now");
        pane.Exit(1);

        await machine.FinishAsync(turn, await machine.Agents.StartedAsync(Token));

        var setbacks = (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.Setbacks;
        Assert.Equal([SetbackKind.AgentLost], setbacks.Select(setback => setback.Kind));
    }

    [Fact]
    public async Task A_graceful_stop_leaves_the_turn_and_its_pane_for_the_next_process()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        await machine.Get<Worker>().StopAsync(Token);
        Assert.True(pane.Alive);
        await machine.RebootAsync();

        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task A_pane_whose_session_is_not_ours_is_killed_at_the_start()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.KillAsync();

        machine.Options = machine.Options with { Worker = Core.Leases.WorkerId.Parse("worker-2") };
        machine.Boot();
        await machine.StartWorkerAsync();

        Assert.Equal("kill", await pane.KeyAsync(Token));
    }

    private static async Task FinishAsync(Machine machine, Session session, Turn turn, FakePane pane, string line)
    {
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);
        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
        var types = await machine.TypesAsync(session);
        Assert.Single(types, "done");
        Assert.Equal(2, (await machine.LinesAsync(session)).Count);
    }
}
