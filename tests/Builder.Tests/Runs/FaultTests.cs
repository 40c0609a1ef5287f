using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>What goes wrong with an agent: borne once, then a named end; and the next message always works.</summary>
public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, AgentSignal.Exited> Ends => new()
    {
        { "status 3", new AgentSignal.Exited(3) },
        { "signal 9", new AgentSignal.Exited(null, Signal: 9) },
        { "crashed by signal 11", new AgentSignal.Exited(null, Signal: 11, DumpedCore: true) },
        { "tmux server", new AgentSignal.Exited(null, ServerGone: true) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task An_agent_that_ends_is_resumed_once_and_then_the_turn_fails_with_how_it_ended(
        string cause, AgentSignal.Exited exited)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.End(exited);
        var (second, again) = await machine.TypedAsync();
        second.Accept(again);
        await machine.TurnAsync(turn, TurnState.Accepted);
        second.End(exited);

        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed, SessionState.Hibernated, "started again", "stopped unexpectedly, twice", cause),
            alive: null);
        Assert.True(second.Start.Resume);
        Assert.Equal(pane.Start.ConversationId, second.Start.ConversationId);
        Assert.Contains(cause, failed.Cause, StringComparison.Ordinal);
        Assert.Equal(SetbackKind.AgentLost, Assert.Single(failed.Setbacks).Kind);
        var diagnosis = await machine.AssertFailedAsync(session, failed);
        Assert.Equal("gone", diagnosis.Agent?.Exit);
        Assert.Equal(again, Assert.Single(diagnosis.Agent!.Typed).Text);
    }

    [Fact]
    public async Task That_the_agent_was_started_again_is_shown_and_the_turn_goes_on()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.Exit(1);
        var second = await machine.Agents.StartedAsync(Token);
        await machine.FinishAsync(turn, second);

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Done,
                SessionState.Ready,
                "The builder was started again and goes on.",
                "Finished after all.",
                "status 1"),
            second);
    }

    [Fact]
    public async Task A_failing_model_is_asked_once_more_and_then_the_turn_fails()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.FailTurn("server_error", 500);
        var again = await pane.TypedAsync(Token);
        pane.Accept(again);
        await machine.TurnAsync(turn, TurnState.Accepted);
        pane.FailTurn("server_error", 502);

        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed, SessionState.Ready, "asked again; work goes on", "The model failed", "status 500"),
            pane);
        Assert.Contains("502", failed.Cause, StringComparison.Ordinal);
        Assert.Contains("500", Assert.Single(failed.Setbacks).Cause, StringComparison.Ordinal);
        Assert.Contains(
            "model did not answer",
            await machine.ReadAsync(session, failed.PromptFile!),
            StringComparison.Ordinal);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task A_model_that_recovers_costs_the_client_nothing()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.FailTurn("unknown");
        await machine.FinishAsync(turn, pane);

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Done, SessionState.Ready, "asked again; work goes on", "Finished after all.", "unknown"),
            pane);
        Assert.DoesNotContain("error", await machine.TypesAsync(session));
    }

    [Fact]
    public async Task A_stalled_agent_is_interrupted_and_nudged_once_and_then_the_turn_fails()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.Emit(new AgentSignal.Stalled(TimeSpan.FromMinutes(10)));
        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        var nudge = await pane.TypedAsync(Token);
        var typed = await machine.TurnAsync(turn, TurnState.Typed);
        Assert.Contains(
            "was interrupted", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);
        pane.Accept(nudge);
        await machine.TurnAsync(turn, TurnState.Accepted);
        pane.Emit(new AgentSignal.Stalled(TimeSpan.FromMinutes(10)));

        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Ready,
                "got stuck and was",
                "got stuck while it worked",
                "Nothing was seen of"),
            pane);
        var diagnosis = await machine.AssertFailedAsync(session, failed);
        Assert.Equal("a fake screen", diagnosis.Agent?.Screen);
    }

    [Fact]
    public async Task A_stalled_agent_that_cannot_be_stopped_is_replaced_and_told_to_go_on()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Interrupt = InterruptOutcome.Killed;

        pane.Emit(new AgentSignal.Stalled(TimeSpan.FromMinutes(10)));

        var second = await machine.Agents.StartedAsync(Token);
        await machine.FinishAsync(turn, second);
        Assert.True(second.Start.Resume);
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Done,
                SessionState.Ready,
                "got stuck and was told to go on",
                "Finished after all.",
                "Nothing was seen of the agent"),
            second);
    }

    [Fact]
    public async Task A_dialog_nobody_answers_ends_the_agent_once_and_then_the_turn()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.Emit(new AgentSignal.DialogSeen(ScreenKind.Update, "Install now? password=hunter22"));
        var (second, again) = await machine.TypedAsync();
        second.Accept(again);
        await machine.TurnAsync(turn, TurnState.Accepted);
        second.Emit(new AgentSignal.DialogSeen(ScreenKind.Unknown, "Pick a colour"));

        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Hibernated,
                "started again",
                "something only we can answer",
                "Install now?"),
            alive: null);
        Assert.Contains("Pick a colour", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", Assert.Single(failed.Setbacks).Cause, StringComparison.Ordinal);
        Assert.Equal(2, (await machine.WarningsAsync(session)).Count(warning => !warning.Visible));
    }

    [Fact]
    public async Task A_dialog_without_a_turn_ends_the_agent_and_the_next_message_starts_another()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);

        pane.Emit(new AgentSignal.DialogSeen(ScreenKind.Login, "Sign in"));

        await machine.StateAsync(session, SessionState.Hibernated);
        await machine.NextWorksAsync(session);
    }

    [Fact]
    public async Task A_refused_permission_is_told_to_admins_and_the_turn_goes_on()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        pane.Emit(new AgentSignal.PermissionAsked("WebFetch"));
        pane.Emit(new AgentSignal.Retrying(529, 2));
        pane.Emit(new AgentSignal.Retrying(529, 3));
        pane.Stop("Done without it.");

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "it is asked again", "Done without it.", "WebFetch"),
            pane);
        var warning = Assert.Single(await machine.WarningsAsync(session));
        Assert.Contains("WebFetch", warning.Message, StringComparison.Ordinal);
        Assert.False(warning.Visible);
        Assert.Single(await machine.TypesAsync(session), "status");
    }

    [Fact]
    public async Task A_cancelled_agent_that_cannot_be_stopped_is_gone_before_the_turn_is_cancelled()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Interrupt = InterruptOutcome.Killed;

        await machine.CommandAsync(
            session, Core.Commands.CommandKind.Cancel, new Core.Commands.CancelPayload(turn.Id.Value).ToJson());

        await machine.TurnAsync(turn, TurnState.Cancelled);
        Assert.Empty(machine.Agents.Live);
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Cancelled, SessionState.Hibernated, "Stopped at your request", "Build me a page", null),
            alive: null);
    }

    [Fact]
    public async Task What_an_agent_said_while_the_worker_was_away_is_told_afterwards_and_nothing_is_lost()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.KillAsync();
        pane.Tool("Writing code/index.html");
        pane.Stop("Built meanwhile.");

        machine.Boot();
        await Assert.ThrowsAsync<IOException>(() => machine.NotifyAsync(pane, "status", "kept by the script"));
        await machine.StartWorkerAsync();

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(0, await machine.NotifyAsync(pane, "status", "kept by the script"));
        Assert.Contains("working", await machine.TypesAsync(session));
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "Complete", "Built meanwhile.", null),
            pane);
    }
}
