using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>An agent that is lost while nothing is asked of it: whatever comes next resumes its conversation.</summary>
public sealed class RestingAgentFaultTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, AgentSignal> Losses => new()
    {
        { "killed", new AgentSignal.Exited(null, Signal: 9) },
        { "ended", new AgentSignal.Exited(0) },
        { "with its server", new AgentSignal.Exited(null, ServerGone: true) },
        { "without its folder", new AgentSignal.FolderLost() },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task After_a_turn_the_next_message_works(string how, AgentSignal loss)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop("Built.");
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);
        await machine.StoredAsync(session, 1);
        await LoseAsync(machine, pane, loss);

        await machine.StateAsync(session, SessionState.Hibernated);
        await machine.NextWorksAsync(session);
        Assert.True(machine.Agents.Starts.Last().Resume, how);
        Assert.Equal("<h1>Tea</h1>", await machine.ReadAsync(session, "code/index.html"));
        Assert.DoesNotContain("error", await machine.TypesAsync(session));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task While_a_question_waits_its_answer_is_handed_to_the_next(string how, AgentSignal loss)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        Assert.Equal(0, await machine.NotifyAsync(pane, "ask", "Red or blue?"));
        pane.Stop("I have asked.");
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;
        await machine.StateAsync(session, SessionState.Waiting);

        await LoseAsync(machine, pane, loss);

        Assert.Equal(
            AnswerOutcome.Given,
            await machine.Get<QuestionAnswerer>().AnswerAsync(session.Id, question.Id, "Red, please", null, Token));
        var second = await machine.Agents.StartedAsync(Token);
        var line = await second.TypedAsync(Token);
        var typed = await machine.TurnAsync(turn, TurnState.Typed);
        Assert.Contains("Red, please", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);
        second.Accept(line);
        second.Stop("It is red.");
        var done = await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal((how, 0), (how, done.Setbacks.Count));
        await machine.NextWorksAsync(session, second);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task While_its_turn_is_parked_the_turn_is_taken_up_by_the_next(string how, AgentSignal loss)
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("rate_limit", 429, Long);
        await machine.TurnAsync(turn, TurnState.Parked);

        await LoseAsync(machine, pane, loss);
        time.Advance(Long);

        var second = await machine.Agents.StartedAsync(Token);
        Assert.True(second.Start.Resume, how);
        await machine.FinishAsync(turn, second);
        var done = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "waits until", "Finished after all.", "rate_limit"),
            second);
        Assert.Equal(SetbackKind.ModelLimited, Assert.Single(done.Setbacks).Kind);
    }

    [Fact]
    public async Task A_folder_that_went_while_no_worker_looked_comes_back_and_its_agent_is_not_kept()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop("Built.");
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);
        await machine.StoredAsync(session, 1);
        await machine.KillAsync();
        machine.Boot();
        machine.Folders.Remove(session.Id);

        await machine.StartWorkerAsync();

        await machine.StateAsync(session, SessionState.Hibernated);
        Assert.False(pane.Alive);
        await machine.NextWorksAsync(session);
        Assert.Equal("<h1>Tea</h1>", await machine.ReadAsync(session, "code/index.html"));
    }

    [Fact]
    public async Task A_folder_that_went_before_anything_was_stored_is_made_anew_for_an_agent_that_sees_it()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("rate_limit", 429, Long);
        await machine.TurnAsync(turn, TurnState.Parked);
        await machine.KillAsync();
        machine.Boot();
        machine.Folders.Remove(session.Id);
        time.Advance(Long);

        await machine.StartWorkerAsync();

        await machine.FinishAsync(turn, await machine.Agents.StartedAsync(Token));
        Assert.False(pane.Alive);
    }

    private static async Task LoseAsync(Machine machine, FakePane pane, AgentSignal loss)
    {
        if (loss is AgentSignal.Exited exited)
        {
            pane.End(exited);
        }
        else
        {
            machine.Folders.Remove(pane.Session);
            pane.Emit(loss);
        }

        await pane.LetGo.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }
}
