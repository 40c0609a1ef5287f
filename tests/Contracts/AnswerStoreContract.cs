using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class AnswerStoreContract : PortContract
{
    private static readonly StoredAnswer First = new(202, "application/json", """{"success":true,"name":"Ä"}""");

    private IAnswerStore Answers => World.Get<IAnswerStore>();

    [Fact]
    public async Task A_repeat_gets_the_first_answer()
    {
        Assert.Equal(new AnswerLookup(AnswerState.New), await BeginAsync());
        Assert.Equal(new AnswerLookup(AnswerState.InProgress), await BeginAsync());

        await Answers.FinishAsync("key", First, Cancellation);

        Assert.Equal(new AnswerLookup(AnswerState.Answered, First), await BeginAsync());
        Assert.Equal(new AnswerLookup(AnswerState.New), await BeginAsync("other key"));
    }

    [Fact]
    public async Task Of_parallel_calls_one_begins()
    {
        var results = await AtOnceAsync(10, _ => BeginAsync());

        Assert.Single(results, result => result.State == AnswerState.New);
        Assert.Equal(9, results.Count(result => result.State == AnswerState.InProgress));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_told_apart()
    {
        await BeginAsync();
        Assert.Equal(new AnswerLookup(AnswerState.OtherBody), await BeginAsync(body: "other"));

        await Answers.FinishAsync("key", First, Cancellation);

        Assert.Equal(new AnswerLookup(AnswerState.OtherBody), await BeginAsync(body: "other"));
        Assert.Equal(new AnswerLookup(AnswerState.Answered, First), await BeginAsync());
    }

    [Fact]
    public async Task A_call_that_did_nothing_may_be_tried_again()
    {
        await BeginAsync();

        await Answers.AbandonAsync("key", Cancellation);
        await Answers.AbandonAsync("never begun", Cancellation);

        Assert.Equal(AnswerState.New, (await BeginAsync(body: "other")).State);
    }

    [Fact]
    public async Task An_answer_is_not_abandoned_and_not_replaced()
    {
        await BeginAsync();
        await Answers.FinishAsync("key", First, Cancellation);

        await Answers.AbandonAsync("key", Cancellation);
        await Answers.FinishAsync("key", First with { Status = 500 }, Cancellation);

        Assert.Equal(new AnswerLookup(AnswerState.Answered, First), await BeginAsync());
    }

    [Fact]
    public async Task A_reservation_that_never_ended_is_free_after_a_minute()
    {
        await BeginAsync();
        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(AnswerState.InProgress, (await BeginAsync()).State);

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AnswerState.New, (await BeginAsync(body: "other")).State);
        Assert.Equal(AnswerState.InProgress, (await BeginAsync(body: "other")).State);
    }

    [Fact]
    public async Task An_answer_is_kept_for_24_hours()
    {
        await BeginAsync();
        await Answers.FinishAsync("key", First, Cancellation);
        Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(AnswerState.Answered, (await BeginAsync()).State);

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AnswerState.New, (await BeginAsync()).State);
        await Answers.FinishAsync("key", First with { Status = 201 }, Cancellation);
        Assert.Equal(new AnswerLookup(AnswerState.Answered, First with { Status = 201 }), await BeginAsync());
    }

    [Fact]
    public async Task Answers_outlive_the_process()
    {
        await BeginAsync();
        await Answers.FinishAsync("key", First, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(new AnswerLookup(AnswerState.Answered, First), await BeginAsync());
    }

    private Task<AnswerLookup> BeginAsync(string key = "key", string body = "body") =>
        Answers.BeginAsync(key, body, Cancellation);
}
