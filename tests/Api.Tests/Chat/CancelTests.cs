using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Chat;

public sealed class CancelTests : SessionTests
{
    [Fact]
    public async Task A_waiting_message_is_dropped_at_once_and_its_receipt_says_so()
    {
        var turn = await SayAsync("first");

        var answer = (await CancelAsync(turn)).Expect(200);

        Assert.Equal("cancelled", answer.Text("state"));
        Assert.Equal(turn, answer.Text("turn_id"));
        Assert.Equal(TurnState.Cancelled, (await Host.TurnAsync(Session.Id, turn)).State);
        var history = await Host.GetAsync($"/api/history?guid={Session.Id.Value}");
        Assert.Equal("failed", history.Json.GetProperty("messages")[0].GetProperty("delivery").GetString());
        Assert.Empty(await CommandsAsync());
    }

    [Fact]
    public async Task A_running_turn_is_interrupted_by_its_worker()
    {
        var turn = await SayAsync("first");
        await Host.RunAsync(Session.Id, turn, TurnState.Working);

        var answer = (await CancelAsync()).Expect(200);

        Assert.Equal("cancelling", answer.Text("state"));
        Assert.Equal(turn, answer.Text("turn_id"));
        var command = Assert.Single(await CommandsAsync());
        Assert.Equal(CommandKind.Cancel, command.Kind);
        Assert.Equal(answer.Headers["X-Request-Id"], command.TraceId);
        Assert.Equal(turn, CancelPayload.Parse(command.Payload)?.TurnId);
    }

    [Fact]
    public async Task A_session_is_initializing_only_while_its_initial_request_waits()
    {
        var guid = await Host.CreateSessionAsync(request: "A tea shop");
        Assert.Equal("initializing", await StateAsync(guid));

        (await Host.PostJsonAsync("/api/chat/cancel", new { guid })).Expect(200);

        Assert.Equal("ready", await StateAsync(guid));
        Assert.Equal("ready", await StateAsync(await Host.CreateSessionAsync()));
    }

    [Fact]
    public async Task A_turn_behind_the_running_one_can_be_named()
    {
        var running = await SayAsync("first");
        var waiting = await SayAsync("second");
        await Host.RunAsync(Session.Id, running, TurnState.Working);

        Assert.Equal("cancelled", (await CancelAsync(waiting)).Expect(200).Text("state"));

        Assert.Equal(TurnState.Working, (await Host.TurnAsync(Session.Id, running)).State);
        Assert.Empty(await CommandsAsync());
    }

    [Fact]
    public async Task Nothing_to_cancel_is_a_conflict()
    {
        (await CancelAsync()).ExpectProblem(409, "turn.not_open");

        var turn = await SayAsync("first");
        (await CancelAsync(turn)).Expect(200);
        (await CancelAsync(turn)).ExpectProblem(409, "turn.not_open");
    }

    [Fact]
    public async Task Another_sessions_turn_is_unknown()
    {
        var other = await Host.NewSessionAsync("bob@example.org");
        var turn = (await Host.SayAsync(other.Id, "mine")).Expect(202).Text("turn_id");

        (await CancelAsync(turn)).ExpectProblem(404, "turn.not_found");

        Assert.Equal(TurnState.Queued, (await Host.TurnAsync(other.Id, turn)).State);
    }

    [Fact]
    public async Task A_malformed_turn_id_is_refused_by_field() =>
        (await CancelAsync("../../1")).ExpectProblem(422, "fields.invalid");

    [Fact]
    public async Task An_answer_is_stored_for_the_agent_that_asked_and_the_first_one_counts()
    {
        var turn = await SayAsync("first");
        var open = QuestionId.New(Host.Time);
        await Host.RunAsync(Session.Id, turn, TurnState.Waiting, open);
        var question = open.Value;

        (await AnswerAsync(question, "/blue \u001b[0m")).Expect(202);
        (await AnswerAsync(question, "red")).Expect(202);

        var command = Assert.Single(await CommandsAsync());
        Assert.Equal(CommandKind.Answer, command.Kind);
        Assert.Equal(new AnswerPayload(question, "/blue \u001b[0m"), AnswerPayload.Parse(command.Payload));
    }

    [Fact]
    public async Task An_answer_to_another_question_than_the_open_one_is_a_conflict()
    {
        var turn = await SayAsync("first");
        await Host.RunAsync(Session.Id, turn, TurnState.Waiting, QuestionId.New(Host.Time));

        (await AnswerAsync(QuestionId.New(Host.Time).Value, "blue")).ExpectProblem(409, "question.not_open");

        Assert.Empty(await CommandsAsync());
    }

    [Fact]
    public async Task An_answer_nobody_waits_for_is_a_conflict()
    {
        await SayAsync("first");

        (await AnswerAsync(QuestionId.New(Host.Time).Value, "blue")).ExpectProblem(409, "question.not_open");

        Assert.Empty(await CommandsAsync());
    }

    [Theory]
    [InlineData("nonsense", "blue")]
    [InlineData("00000000000000000000000000000000", "")]
    public async Task An_answer_without_a_question_or_a_word_is_refused_by_field(string question, string answer) =>
        (await AnswerAsync(question, answer)).ExpectProblem(422, "fields.invalid");

    private async Task<string> SayAsync(string message) =>
        (await Host.SayAsync(Session.Id, message)).Expect(202).Text("turn_id");

    private Task<Answer> CancelAsync(string? turn = null) => Host.PostJsonAsync(
        "/api/chat/cancel",
        turn is null ? new { guid = Session.Id.Value } : new { guid = Session.Id.Value, turn_id = turn });

    /// <summary>The session's state, by its own call and by the admins' list, which agree.</summary>
    private async Task<string> StateAsync(string guid)
    {
        var own = (await Host.GetAsync($"/api/sessions/{guid}")).Expect(200).Text("state");
        var list = (await Host.GetAsync($"/api/admin/sessions?q={guid}", ApiHost.Admin)).Expect(200);
        Assert.Equal(own, list.Json.GetProperty("sessions")[0].GetProperty("state").GetString());
        return own;
    }

    private Task<Answer> AnswerAsync(string question, string answer) => Host.PostJsonAsync(
        "/api/chat/answer", new { guid = Session.Id.Value, question_id = question, answer });

    private Task<IReadOnlyList<Command>> CommandsAsync() =>
        Host.Service<ICommandStore>().ListPendingAsync(Session.Id, Host.Time.GetUtcNow(), Token);
}
