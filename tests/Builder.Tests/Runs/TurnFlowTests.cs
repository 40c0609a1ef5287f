using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

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
        Assert.Contains("Build me a tea shop", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_in_the_agents_words_never_reaches_the_chat(bool inSummary)
    {
        var secret = "ghp_" + new string('a', 36);
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        if (inSummary)
        {
            await machine.WriteAsync(session, "summary.md", $"Built with {secret} at hand.");
        }

        pane.Stop(inSummary ? "Done." : $"Built with {secret} at hand.");

        await machine.TurnAsync(turn, TurnState.Done);
        var reply = (await machine.LinesAsync(session))[^1].Content;
        Assert.StartsWith("Built with", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_summary_the_last_words_are_the_reply()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();

        pane.Accept(line);
        pane.Stop("All is blue now.");

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal("All is blue now.", (await machine.LinesAsync(session))[^1].Content);
        Assert.Equal(["summary", "delivery", "done"], (await machine.TypesAsync(session)).TakeLast(3));
    }

    [Fact]
    public async Task A_turn_shows_so_many_summaries_and_of_more_the_last_one_at_its_end()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        for (var written = 1; written <= 12; written++)
        {
            await machine.WriteAsync(session, "summary.md", $"No. {written} is built.");
            await machine.NotifyAsync(pane, "summary");
            if (written <= 10)
            {
                await machine.Pulse.UntilAsync(
                    async () => (await machine.LinesAsync(session)).FirstOrDefault(
                        said => said.Content == $"No. {written} is built."),
                    Token);
            }
        }

        pane.Stop();

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(
            [.. Enumerable.Range(1, 10).Append(12).Select(written => $"No. {written} is built.")],
            (await machine.LinesAsync(session)).Skip(1).Select(said => said.Content));
    }

    [Fact]
    public async Task A_summary_left_from_an_earlier_turn_is_not_shown_again()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var first = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        await machine.WriteAsync(session, "summary.md", "Built.");
        pane.Accept(line);
        pane.Stop();
        await machine.TurnAsync(first, TurnState.Done);

        var second = await machine.SendAsync(session, "Make it blue");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.NotifyAsync(pane, "summary");
        pane.Stop("It is blue.");

        await machine.TurnAsync(second, TurnState.Done);
        Assert.Equal(["Built.", "It is blue."], (await machine.LinesAsync(session))
            .Where(said => said.Role == ChatRole.Assistant).Select(said => said.Content));
        Assert.Single(machine.Agents.Starts);
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

        var failed = await machine.TurnAsync(turn, TurnState.Failed);

        Assert.Equal(2, failed.Attempts);
        Assert.Equal(2, machine.Agents.Starts.Count);
        var lines = await machine.LinesAsync(session);
        Assert.Equal(Delivery.Failed, lines[0].Delivery);
        Assert.Equal(failed.Reason, lines[1].Content);
        Assert.Equal("error", (await machine.TypesAsync(session))[^1]);
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

        var done = await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(2, done.Attempts);
        Assert.True(second.Start.Resume);
        Assert.Equal(pane.Start.ConversationId, second.Start.ConversationId);
        Assert.NotEqual(line, again);
        Assert.Contains("restarted", await machine.ReadAsync(session, done.PromptFile!), StringComparison.Ordinal);
        Assert.Single(await machine.TypesAsync(session), "done");
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
        Assert.Contains("The message itself", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);
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

        var failed = await machine.TurnAsync(turn, TurnState.Failed);

        Assert.Contains("stopped unexpectedly", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("unknown", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_turn_is_interrupted_and_the_agent_goes_on_with_the_next()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);

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
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 2, 4, 7, 0, 0, TimeSpan.Zero));
        await using var machine = Machine.New(time: time);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);

        time.Advance(TimeSpan.FromMinutes(61));

        var ended = await machine.TurnAsync(turn, TurnState.TimedOut);
        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        Assert.Equal(ended.Reason, (await machine.LinesAsync(session))[^1].Content);
    }

    [Theory]
    [InlineData("model_not_found", "key", true)]
    [InlineData("invalid_request", "other words", false)]
    [InlineData("max_output_tokens", "smaller steps", false)]
    public async Task A_model_that_refuses_fails_the_turn_with_a_sentence_and_the_cause(string error, string said, bool warned)
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);

        pane.FailTurn(error);

        var failed = await machine.TurnAsync(turn, TurnState.Failed);
        Assert.Contains(said, failed.Reason, StringComparison.Ordinal);
        Assert.StartsWith(error, failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(await machine.TypesAsync(session), type => type == "warning");
        Assert.Equal(warned, (await machine.EntriesAsync(session)).Any(entry => entry.Entry.Type == "warning"));
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
            () => Task.FromResult(machine.Logs.All.SingleOrDefault(text => text.Contains(" ended: ", StringComparison.Ordinal))),
            Token);

        Assert.EndsWith("=> RequestId:request-1", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_waits_for_its_answer_within_the_same_turn_and_holds_no_place()
    {
        await using var machine = Machine.New(options => options with { Capacity = 1 });
        var session = await machine.SessionAsync();
        var other = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);

        Assert.Equal(0, await machine.NotifyAsync(pane, "ask", "Red or blue?", "--choice", "red", "--choice", "blue"));
        await machine.TurnAsync(turn, TurnState.Waiting);
        pane.Stop("Waiting for an answer.");
        await machine.StateAsync(session, SessionState.Waiting);
        var meanwhile = await machine.SendAsync(other);
        var (otherPane, otherLine) = await machine.TypedAsync();
        otherPane.Accept(otherLine);
        otherPane.Stop();
        await machine.TurnAsync(meanwhile, TurnState.Done);

        var question = (await machine.EntriesAsync(session)).Single(entry => entry.Entry.Type == "question");
        Assert.Contains("\"choices\":[\"red\",\"blue\"]", question.Entry.DataJson, StringComparison.Ordinal);
        var asked = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!.Id.Value;
        Assert.Contains(asked, question.Entry.DataJson, StringComparison.Ordinal);
        await machine.CommandAsync(session, CommandKind.Answer, new AnswerPayload(new string('a', 32), "Red").ToJson());
        await machine.CommandAsync(
            session, CommandKind.Answer, new AnswerPayload(asked, "Blue, please").ToJson(), "request-2");
        var again = await pane.TypedAsync(Token);
        var typed = await machine.TurnAsync(turn, TurnState.Typed);
        Assert.Contains("Blue, please", await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);
        pane.Accept(again);
        pane.Stop("It is blue.");

        await machine.TurnAsync(turn, TurnState.Done);
        var lines = await machine.LinesAsync(session);
        Assert.Equal(Delivery.Answered, lines[0].Delivery);
        Assert.Equal(
            [(ChatRole.Assistant, "Red or blue?"), (ChatRole.User, "Blue, please"), (ChatRole.Assistant, "It is blue.")],
            lines.Skip(1).Select(said => (said.Role, said.Content)));
        Assert.All(lines, said => Assert.Equal(turn.Id, said.Turn));
        var end = (await machine.EntriesAsync(session)).Single(entry => entry.Entry.Type == "done");
        Assert.Equal("request-2", end.Entry.TraceId);
    }

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

        var failed = await machine.TurnAsync(turn, TurnState.Failed);
        Assert.Equal("no tmux_aaaaaaaaaaaa, password=[redacted]", failed.Cause);
        Assert.Equal(Sentences.CannotStart, (await machine.StateAsync(session, SessionState.Failed)).StateReason);

        var next = await machine.SendAsync(session, "again");
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        pane.Stop();
        await machine.TurnAsync(next, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);
    }

    [Fact]
    public async Task At_most_so_many_agents_work_at_once_and_the_first_to_wait_is_next()
    {
        await using var machine = Machine.New(options => options with { Capacity = 1 });
        var sessions = new[] { await machine.SessionAsync(), await machine.SessionAsync(), await machine.SessionAsync() };
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
