using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Turns from their message to their end.</summary>
public sealed class TurnFlowTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_typed_taken_worked_on_and_answered_once()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session, "Build me a tea shop");

        var (pane, line) = await machine.TypedAsync();
        var typed = await machine.TurnAsync(turn, TurnState.Typed);
        Assert.Equal($"Read /session/{typed.PromptFile} and complete the task", line);
        Assert.Contains(
            "Build me a tea shop", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);

        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);
        pane.Tool("Writing code/index.html");
        await machine.TurnAsync(turn, TurnState.Working);
        await machine.WriteAsync(session, "summary.md", "# A tea shop\n\nIt is built.");
        Assert.Equal(0, await machine.NotifyAsync(pane, "summary"));
        Assert.Equal(0, await machine.NotifyAsync(pane, "done"));
        pane.Stop("I am done.");

        var done = await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);
        Assert.Equal(1, done.Attempts);
        Assert.NotNull(done.EndedAt);
        Assert.Equal(
            ["delivery", "delivery", "delivery", "delivery", "working", "summary", "delivery", "done"],
            await machine.TypesAsync(session));
        var lines = await machine.LinesAsync(session);
        Assert.Equal([ChatRole.User, ChatRole.Assistant], lines.Select(said => said.Role));
        Assert.Equal(Delivery.Answered, lines[0].Delivery);
        Assert.Equal("# A tea shop\n\nIt is built.", lines[1].Content);
    }

    [Fact]
    public async Task The_next_turn_waits_for_the_one_that_runs()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var first = await machine.SendAsync(session, "one");
        var second = await machine.SendAsync(session, "two");
        var (pane, line) = await machine.TypedAsync();

        pane.Accept(line);
        await machine.TurnAsync(first, TurnState.Accepted);
        Assert.Equal(TurnState.Queued, (await machine.Turns.FindAsync(session.Id, second.Id, Token))?.State);
        pane.Stop();
        var next = await pane.TypedAsync(Token);

        await machine.TurnAsync(first, TurnState.Done);
        Assert.Contains((await machine.TurnAsync(second, TurnState.Typed)).PromptFile!, next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_turn_is_interrupted_and_the_agent_goes_on_with_the_next()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(turn.Id.Value).ToJson());

        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        await machine.TurnAsync(turn, TurnState.Cancelled);
        var next = await machine.SendAsync(session, "Something else");
        var second = await pane.TypedAsync(Token);
        pane.Stop("late end of the interrupted one");
        pane.Accept(second);
        pane.Stop("Done.");
        await machine.TurnAsync(next, TurnState.Done);
        Assert.Equal("Done.", (await machine.LinesAsync(session))[^1].Content);
    }

    [Fact]
    public async Task A_turn_without_an_end_is_stopped_when_its_time_is_over()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();

        time.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.TimedOut,
                SessionState.Ready,
                "took longer than",
                "took longer than a message",
                "No end within 01:00:00"),
            pane);
    }

    [Fact]
    public async Task What_the_worker_logs_of_a_turn_carries_the_request_that_caused_it()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        await machine.Get<TurnSubmitter>().SubmitAsync(
            new TurnRequest(session.Id, "hello", TurnOrigin.Client) { TraceId = "request-1" }, Token);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        pane.Stop();

        var logged = await machine.Pulse.UntilAsync(
            () => Task.FromResult(
                machine.Logs.All.SingleOrDefault(text => text.Contains(" ended: ", StringComparison.Ordinal))),
            Token);

        Assert.EndsWith("=> RequestId:request-1", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_most_so_many_agents_work_at_once_and_the_first_to_wait_is_next()
    {
        await using var machine = Machine.New(options => options with { Capacity = 1 });
        var sessions =
            new[] { await machine.SessionAsync(), await machine.SessionAsync(), await machine.SessionAsync() };
        await machine.StartWorkerAsync();
        var first = await machine.SendAsync(sessions[0]);
        var (pane, line) = await machine.TypedAsync();
        var waiting = await machine.SendAsync(sessions[1]);

        pane.Accept(line);
        await machine.TurnAsync(first, TurnState.Accepted);
        Assert.Single(machine.Agents.Starts);
        pane.Stop();

        var (second, _) = await machine.TypedAsync();
        Assert.Equal(sessions[1].Id, second.Session);
        await machine.TurnAsync(waiting, TurnState.Typed);
    }
}
