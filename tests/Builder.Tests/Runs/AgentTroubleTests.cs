using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Agents that do not start, do not listen, die or are refused by the model.</summary>
public sealed class AgentTroubleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_that_does_not_start_is_tried_again_and_then_the_turn_fails()
    {
        await using var machine = Machine.New(
            options => options with { StartTries = 2, StartDelay = TimeSpan.FromMilliseconds(1) });
        var guid = new string('a', 64);
        machine.Agents.StartFailures.Enqueue($"no tmux_{guid}, password=hunter22");
        machine.Agents.StartFailures.Enqueue($"no tmux_{guid}, password=hunter22");
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        Assert.Equal(Sentences.CannotStart, (await machine.StateAsync(session, SessionState.Failed)).StateReason);
        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Failed,
                "could not be started",
                "could not be started",
                "no tmux_aaaaaaaaaaaa"),
            alive: null);
        Assert.Equal("no tmux_aaaaaaaaaaaa, password=[redacted]", failed.Cause);
        await machine.StateAsync(session, SessionState.Ready);
    }

    [Fact]
    public async Task An_agent_that_never_takes_the_line_is_replaced_once_and_then_the_turn_fails()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        for (var agent = 0; agent < 2; agent++)
        {
            var (pane, line) = await machine.TypedAsync();
            pane.Emit(new AgentSignal.NotTaken(line));
        }

        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Hibernated,
                "started again",
                "did not take this message",
                "did not take the typed line"),
            alive: null);

        Assert.Equal(2, failed.Attempts);
        Assert.Equal(3, machine.Agents.Starts.Count);
    }

    [Fact]
    public async Task An_agent_that_dies_at_work_is_resumed_and_told_to_go_on()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        pane.Tool("Writing");
        await machine.TurnAsync(turn, TurnState.Working);

        pane.Exit(137);
        var (second, again) = await machine.TypedAsync();
        second.Accept(again);
        second.Stop("Finished after all.");

        var done = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "started again", "Finished after all.", "status 137"),
            second);
        Assert.Equal(2, done.Attempts);
        Assert.True(second.Start.Resume);
        Assert.Equal(pane.Start.ConversationId, second.Start.ConversationId);
        Assert.NotEqual(line, again);
        Assert.Contains("restarted", await machine.ReadAsync(session, done.PromptFile!), StringComparison.Ordinal);
        Assert.Single(
            await machine.EntriesAsync(session), entry => entry.Entry.Type == "done" && entry.Entry.Turn == turn.Id);
    }

    [Fact]
    public async Task An_agent_that_dies_before_it_took_the_line_gets_the_message_itself_again()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session, "The message itself");
        var (pane, _) = await machine.TypedAsync();
        await machine.TurnAsync(turn, TurnState.Typed);

        pane.Exit(1);
        var (second, again) = await machine.TypedAsync();

        Assert.False(second.Start.Resume);
        var typed = await machine.TurnAsync(turn, TurnState.Typed);
        Assert.Contains(typed.PromptFile!, again, StringComparison.Ordinal);
        Assert.Contains(
            "The message itself", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);
        second.Accept(again);
        second.Stop("Finished after all.");
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "started again", "Finished after all.", "status 1"),
            second);
    }

    [Fact]
    public async Task An_agent_that_dies_twice_in_a_turn_fails_it_with_a_sentence()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        for (var death = 0; death < 2; death++)
        {
            var (pane, line) = await machine.TypedAsync();
            pane.Accept(line);
            pane.Exit(null);
        }

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed, SessionState.Hibernated, "started again", "stopped unexpectedly", "unknown"),
            alive: null);
    }

    [Theory]
    [InlineData("model_not_found", "key", true)]
    [InlineData("invalid_request", "other words", false)]
    [InlineData("max_output_tokens", "smaller steps", false)]
    public async Task A_model_that_refuses_fails_the_turn_with_a_sentence_and_the_cause(
        string error, string said, bool warned)
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);

        pane.FailTurn(error);

        var failed = await machine.AfterAsync(
            session, turn, new Aftermath(TurnState.Failed, SessionState.Ready, said, said, error), pane);
        Assert.StartsWith(error, failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(await machine.TypesAsync(session), type => type == "warning");
        Assert.Equal(warned, (await machine.EntriesAsync(session)).Any(entry => entry.Entry.Type == "warning"));
    }
}
