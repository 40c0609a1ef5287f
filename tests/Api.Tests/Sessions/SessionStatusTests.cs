using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Sessions;

public sealed class SessionStatusTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parked_turn_is_shown_with_its_time_its_reason_and_those_behind_it()
    {
        await using var host = await ApiHost.StartAsync();
        var session = await host.NewSessionAsync();
        var turn = await SayAsync(host, session, "first");
        var second = await SayAsync(host, session, "second");
        var third = await SayAsync(host, session, "third");
        var until = new DateTimeOffset(2030, 2, 4, 8, 0, 0, TimeSpan.Zero);
        await StepAsync(host, session, turn, found => found with
        {
            State = TurnState.Parked, ParkedUntil = until, Reason = "The model has too much to do.",
        });

        var shown = (await host.GetAsync($"/api/sessions/{session.Id.Value}")).Expect(200).Json;

        Assert.Equal("parked", shown.GetProperty("turn").GetProperty("state").GetString());
        Assert.Equal(until, shown.GetProperty("turn").GetProperty("parked_until").GetDateTimeOffset());
        Assert.Equal("The model has too much to do.", shown.GetProperty("turn").GetProperty("reason").GetString());
        Assert.Equal(
            [(second, 1), (third, 2)],
            shown.GetProperty("queue").EnumerateArray()
                .Select(place =>
                    (place.GetProperty("turn_id").GetString()!, place.GetProperty("queue_position").GetInt32())));
    }

    [Fact]
    public async Task What_waits_behind_other_projects_is_told_so_when_it_is_sent_and_whenever_it_is_asked_for()
    {
        await using var host = await ApiHost.StartAsync();
        var session = await host.NewSessionAsync();
        var leases = host.Service<ILeaseStore>();
        var worker = new WorkerRecord(WorkerId.Parse("full"), 1, 1, false, host.Time.GetUtcNow());
        await leases.RegisterAsync(worker, Token);
        await leases.AdvertiseAsync(
            worker.Id, new WorkerPlaces(0, 0, [], [new Waiting("one", "y"), new Waiting("two", "z")]), Token);

        var sent = (await host.SayAsync(session.Id, "first")).Expect(202).Json;
        Assert.Equal(2, sent.GetProperty("queue_position").GetInt32());
        Assert.Equal(2, await ShownAsync());
        await host.SayAsync(session.Id, "second");
        Assert.Equal(3, await ShownAsync());

        await leases.AdvertiseAsync(worker.Id, new WorkerPlaces(1, 0, [], []), Token);
        Assert.Equal(1, await ShownAsync());

        async Task<int> ShownAsync() =>
            (await host.GetAsync($"/api/sessions/{session.Id.Value}")).Expect(200).Json
                .GetProperty("queue_position").GetInt32();
    }

    [Fact]
    public async Task An_open_question_is_shown_and_no_answer_is_taken_after_its_deadline()
    {
        await using var host = await ApiHost.StartAsync();
        var session = await host.NewSessionAsync();
        var turn = await SayAsync(host, session, "first");
        var question = QuestionId.New(host.Time);
        await host.RunAsync(session.Id, turn, TurnState.Waiting, question);

        var shown = (await host.GetAsync($"/api/sessions/{session.Id.Value}")).Expect(200).Json
            .GetProperty("turn").GetProperty("question");
        host.Time.Advance(TimeSpan.FromDays(1));
        var late = await host.PostJsonAsync(
            "/api/chat/answer", new { guid = session.Id.Value, question_id = question.Value, answer = "blue" });

        Assert.Equal(question.Value, shown.GetProperty("question_id").GetString());
        Assert.Equal("Red or blue?", shown.GetProperty("text").GetString());
        Assert.Equal("blue", shown.GetProperty("default").GetString());
        Assert.Equal(
            host.Time.GetUtcNow().ToUnixTimeSeconds(),
            shown.GetProperty("deadline").GetDateTimeOffset().ToUnixTimeSeconds());
        late.ExpectProblem(409, "question.not_open");
    }

    private static async Task<string> SayAsync(ApiHost host, Session session, string message) =>
        (await host.SayAsync(session.Id, message)).Expect(202).Text("turn_id");

    private static async Task StepAsync(ApiHost host, Session session, string turn, Func<Turn, Turn> change)
    {
        var found = await host.TurnAsync(session.Id, turn);
        var (outcome, _) = await host.Service<ITurnStore>().ChangeAsync(
            new TurnChange(found.State, change(found)), [], await host.LeaseAsync(session.Id), Token);
        Assert.Equal(ChangeOutcome.Saved, outcome);
    }
}
