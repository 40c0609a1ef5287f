using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>What an agent asks: until when, what counts without an answer, and that no clock runs meanwhile.</summary>
public sealed class QuestionTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider time = Machine.Clock();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
            [
                (ChatRole.Assistant, "Red or blue?"),
                (ChatRole.User, "Blue, please"),
                (ChatRole.Assistant, "It is blue."),
            ],
            lines.Skip(1).Select(said => (said.Role, said.Content)));
        Assert.All(lines, said => Assert.Equal(turn.Id, said.Turn));
        var end = (await machine.EntriesAsync(session)).Single(entry => entry.Entry.Type == "done");
        Assert.Equal("request-2", end.Entry.TraceId);
    }

    [Fact]
    public async Task A_question_says_until_when_it_waits_and_its_answer_is_seen_by_all()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await AskedAsync(machine, "--default", "blue");
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;
        Assert.Equal(
            ("Red or blue?", "blue", time.GetUtcNow() + TimeSpan.FromHours(24)),
            (question.Text, question.Default, question.Deadline));
        var asked = await DataAsync(machine, session, "question");
        Assert.Equal(question.Deadline, asked.GetProperty("deadline").GetDateTimeOffset());

        Assert.Equal(AnswerOutcome.Given, await AnswerAsync(machine, session, question.Id, "Red, please"));
        await machine.FinishAsync(turn, pane);

        var answered = await DataAsync(machine, session, "answer");
        Assert.Equal("Red, please", answered.GetProperty("answer").GetString());
        Assert.Equal("client", answered.GetProperty("by").GetString());
        Assert.Equal(AnswerOutcome.NothingAsked, await AnswerAsync(machine, session, question.Id, "late"));
        Assert.Contains(
            await machine.LinesAsync(session), line => line is { Role: ChatRole.User, Content: "Red, please" });
        await machine.NextWorksAsync(session, pane);
    }

    [Theory]
    [InlineData(true, "default", "goes on with: blue", "blue")]
    [InlineData(false, "agent", "as it thinks best", "Decide yourself")]
    public async Task Without_an_answer_in_time_the_default_counts_or_the_agent_decides(
        bool hasDefault, string by, string said, string told)
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await AskedAsync(machine, hasDefault ? ["--default", "blue"] : []);
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;

        time.Advance(machine.Options.QuestionTimeout);
        Assert.Equal(AnswerOutcome.NothingAsked, await AnswerAsync(machine, session, question.Id, "late"));
        time.Advance(Grace);

        // The agent has waited all the time: no other is needed.
        var line = await pane.TypedAsync(Token);
        Assert.Single(machine.Agents.Starts);
        var typed = await machine.TurnAsync(turn, TurnState.Typed);
        Assert.Contains(told, await machine.ReadAsync(session, typed.PromptFile!), StringComparison.Ordinal);
        pane.Accept(line);
        pane.Stop("It is built.");
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(by, (await DataAsync(machine, session, "answer")).GetProperty("by").GetString());
        var lines = await machine.LinesAsync(session);
        Assert.Equal((ChatRole.Assistant, "It is built."), (lines[^1].Role, lines[^1].Content));
        Assert.Equal(ChatRole.Assistant, lines[^2].Role);
        Assert.Contains(said, lines[^2].Content, StringComparison.Ordinal);
        Assert.Equal(Delivery.Answered, lines[0].Delivery);
        await machine.NextWorksAsync(session, pane);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_question_waits_its_agent_ends_for_want_of_memory_and_not_for_want_of_work(bool restarted)
    {
        var clock = new ShiftedTime();
        await using var machine = Machine.New(
            options => options with { Heartbeat = TimeSpan.FromMilliseconds(20) }, clock);
        var (session, turn, pane) = await AskedAsync(machine);
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;
        await machine.StateAsync(session, SessionState.Waiting);
        if (restarted)
        {
            await machine.RebootAsync();
        }

        clock.Shift = 3 * machine.Options.IdleTimeout;
        await machine.CommandAsync(session, CommandKind.Resume);
        await machine.CommandsDoneAsync(session);
        Assert.Equal([session.Id], machine.Agents.Live);

        await machine.ShortOfMemoryAsync();
        await machine.Pulse.UntilAsync(() => Task.FromResult(machine.Agents.Live.Count == 0 ? pane : null), Token);
        Assert.False(pane.Alive);

        Assert.Equal(AnswerOutcome.Given, await AnswerAsync(machine, session, question.Id, "Red, please"));
        var second = await machine.Agents.StartedAsync(Token);
        Assert.True(second.Start.Resume);
        await machine.FinishAsync(turn, second);
        Assert.Equal("client", (await DataAsync(machine, session, "answer")).GetProperty("by").GetString());
        await machine.NextWorksAsync(session, second);
    }

    [Fact]
    public async Task A_question_outlives_the_worker_with_its_deadline_and_its_default()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await AskedAsync(machine, "--default", "blue");
        await machine.TurnAsync(turn, TurnState.Waiting);

        await machine.KillAsync();
        time.Advance(machine.Options.QuestionTimeout + Grace);
        machine.Boot();
        await machine.StartWorkerAsync();

        await machine.FinishAsync(turn, pane);
        Assert.Equal("blue", (await DataAsync(machine, session, "answer")).GetProperty("answer").GetString());
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task While_a_question_waits_the_turns_time_stands_still()
    {
        await using var machine = Machine.New(options => options with { TurnTimeout = TimeSpan.FromMinutes(20) }, time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        time.Advance(TimeSpan.FromMinutes(15));
        await machine.NotifyAsync(pane, "ask", "Red or blue?");
        var waiting = await machine.TurnAsync(turn, TurnState.Waiting);
        Assert.Equal((TimeSpan.FromMinutes(15), null), (waiting.Worked, waiting.WorkingSince));
        time.Advance(TimeSpan.FromMinutes(25));

        Assert.Equal(AnswerOutcome.Given, await AnswerAsync(machine, session, waiting.Question!.Id, "blue"));
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(turn, TurnState.Accepted);
        time.Advance(TimeSpan.FromMinutes(5));

        var ended = await machine.TurnAsync(turn, TurnState.TimedOut);
        await machine.AssertFailedAsync(session, ended);
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task An_answer_outlives_a_worker_that_is_away_for_days()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await AskedAsync(machine);
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;
        await machine.KillAsync();
        machine.Boot();
        Assert.Equal(AnswerOutcome.Given, await AnswerAsync(machine, session, question.Id, "Red, please"));

        time.Advance(TimeSpan.FromDays(3));
        await machine.StartWorkerAsync();

        await machine.FinishAsync(turn, pane);
        Assert.Equal("client", (await DataAsync(machine, session, "answer")).GetProperty("by").GetString());
    }

    [Fact]
    public async Task An_answer_waits_for_a_place_like_any_other_work()
    {
        await using var machine = Machine.New(options => options with { Capacity = 1 }, time);
        var (session, turn, pane) = await AskedAsync(machine);
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;
        var other = await machine.SessionAsync();
        var ahead = await machine.SendAsync(other);
        var (busy, line) = await machine.TypedAsync();
        busy.Accept(line);
        await machine.TurnAsync(ahead, TurnState.Accepted);

        Assert.Equal(AnswerOutcome.Given, await AnswerAsync(machine, session, question.Id, "Red, please"));
        for (var look = 0; look < 2; look++)
        {
            // Carried out after the answer was looked at: a place that was only asked for is none.
            await machine.CommandAsync(session, CommandKind.Resume);
            await machine.Pulse.UntilAsync(
                async () =>
                    await machine.Get<ICommandStore>().ListPendingAsync(session.Id, time.GetUtcNow(), Token) is [_]
                        ? session
                        : null,
                Token);
        }

        Assert.Equal(TurnState.Waiting, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.State);
        busy.Stop("Done.");
        await machine.TurnAsync(ahead, TurnState.Done);
        await machine.FinishAsync(turn, pane);
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task A_waiting_turn_can_be_cancelled()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await AskedAsync(machine);
        var question = (await machine.TurnAsync(turn, TurnState.Waiting)).Question!;

        await machine.Get<TurnCanceller>().CancelAsync(session.Id, turn.Id, null, Token);

        Assert.Null((await machine.TurnAsync(turn, TurnState.Cancelled)).Question);
        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        Assert.Equal(AnswerOutcome.NothingAsked, await AnswerAsync(machine, session, question.Id, "late"));
        await machine.NextWorksAsync(session, pane);
    }

    private static async Task<(Session Session, Turn Turn, FakePane Pane)> AskedAsync(
        Machine machine, params string[] more)
    {
        var (session, turn, pane) = await machine.AcceptedAsync();
        Assert.Equal(0, await machine.NotifyAsync(pane, ["ask", "Red or blue?", .. more]));
        pane.Stop("I have asked.");
        return (session, turn, pane);
    }

    private static Task<AnswerOutcome> AnswerAsync(
        Machine machine, Session session, Id<Question> question, string answer) =>
        machine.Get<QuestionAnswerer>().AnswerAsync(session.Id, question, answer, null, Token);

    private static async Task<JsonElement> DataAsync(Machine machine, Session session, string type)
    {
        var entry = Assert.Single(await machine.EntriesAsync(session), entry => entry.Entry.Type == type).Entry;
        Assert.True(entry.Visible);
        return JsonSerializer.Deserialize<JsonElement>(entry.DataJson);
    }
}
