using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class TurnStoreContract : TurnContract
{
    [Fact]
    public async Task A_submitted_message_is_a_queued_turn_with_its_line_and_entries()
    {
        var session = await World.StoredSessionAsync();
        var submission = World.NewSubmission(session.Id);

        var (result, entries) = await Turns.SubmitAsync(session.Id, submission, Cancellation);

        Assert.Equal((SubmitOutcome.Stored, 0), (result.Outcome, result.QueuePosition));
        Assert.Equivalent(submission.Turn with { Number = 1 }, result.Turn, strict: true);
        Assert.Equivalent(
            result.Turn, await Turns.FindAsync(session.Id, submission.Turn.Id, Cancellation), strict: true);
        Assert.Equal([new ActivityEntry(1, submission.Entries[0])], entries);
        Assert.Equal(entries, await Log.ReadAsync(session.Id, 0, 10, Cancellation));
        Assert.Equivalent(
            submission.Message, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)), strict: true);
        Assert.Equivalent(
            new SessionHead { Session = session.Id, LastSeq = 1, Queued = 1, ChatCount = 1 },
            await Log.HeadAsync(session.Id, Cancellation),
            strict: true);
    }

    [Fact]
    public async Task A_turn_with_nothing_optional_is_found_as_it_was()
    {
        var session = await World.StoredSessionAsync();
        var submission = World.NewSubmission(session.Id);
        submission = submission with { Turn = submission.Turn with { Uploads = [], TraceId = null }, Entries = [] };

        var (result, entries) = await Turns.SubmitAsync(session.Id, submission, Cancellation);

        Assert.Empty(entries);
        Assert.Equivalent(
            submission.Turn with { Number = 1 },
            await Turns.FindAsync(session.Id, submission.Turn.Id, Cancellation),
            strict: true);
        Assert.Equal(SubmitOutcome.Stored, result.Outcome);
    }

    [Fact]
    public async Task Turns_are_numbered_and_positioned_in_the_order_they_came()
    {
        var session = await World.StoredSessionAsync();
        var first = await World.StoredTurnAsync(session.Id);
        await StepAsync(first, await LeaseAsync(session), TurnState.Typed);

        var second = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);
        var third = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);

        Assert.Equal((2, 1), (second.Result.Turn?.Number, second.Result.QueuePosition));
        Assert.Equal((3, 2), (third.Result.Turn?.Number, third.Result.QueuePosition));
    }

    [Fact]
    public async Task The_same_client_message_id_gives_the_first_turn_back()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredTurnAsync(session.Id);
        var (first, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);

        var (second, entries) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "two", "m1"), Cancellation);

        Assert.Equal((SubmitOutcome.Repeated, 1), (second.Outcome, second.QueuePosition));
        Assert.Equivalent(first.Turn, second.Turn, strict: true);
        Assert.Empty(entries);
        var head = await HeadAsync(session);
        Assert.Equal((2, 2, 2L), (head.Queued, head.ChatCount, head.LastSeq));
        var lines = await Chat.TailAsync(session.Id, 10, Cancellation);
        Assert.Equal([null, "m1"], lines.Select(line => line.ClientMessageId));
    }

    [Fact]
    public async Task A_repeat_of_a_turn_that_ended_waits_for_nothing()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredTurnAsync(session.Id);
        var (first, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);
        Assert.NotNull(first.Turn);
        await Turns.DropQueuedAsync(session.Id, first.Turn.Id, "no", [], null, Cancellation);

        var (second, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);

        Assert.Equal((SubmitOutcome.Repeated, 0), (second.Outcome, second.QueuePosition));
    }

    [Fact]
    public async Task Of_parallel_submissions_with_one_client_message_id_one_is_stored()
    {
        var session = await World.StoredSessionAsync();

        var results = await AtOnceAsync(8, async index =>
        {
            var submission = World.NewSubmission(session.Id, $"text {index}", "m1");
            return (await Turns.SubmitAsync(session.Id, submission, Cancellation)).Result;
        });

        Assert.Single(results, result => result.Outcome == SubmitOutcome.Stored);
        Assert.Equal(7, results.Count(result => result.Outcome == SubmitOutcome.Repeated));
        Assert.Single(results.Select(result => result.Turn?.Id).Distinct());
        Assert.Single(await Turns.ListOpenAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task The_same_client_message_id_in_two_sessions_makes_two_turns()
    {
        var one = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();

        await Turns.SubmitAsync(one.Id, World.NewSubmission(one.Id, "one", "m1"), Cancellation);
        var (result, _) = await Turns.SubmitAsync(other.Id, World.NewSubmission(other.Id, "two", "m1"), Cancellation);

        Assert.Equal(SubmitOutcome.Stored, result.Outcome);
    }

    [Fact]
    public async Task Twenty_turns_may_wait_and_no_more_however_many_come_at_once()
    {
        var session = await World.StoredSessionAsync();

        var results = await AtOnceAsync(30, async _ =>
            (await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation)).Result);

        Assert.Equal(20, results.Count(result => result.Outcome == SubmitOutcome.Stored));
        Assert.Equal(10, results.Count(result => result is { Outcome: SubmitOutcome.QueueFull, Turn: null }));
        var head = await HeadAsync(session);
        Assert.Equal((20, 20, 20L), (head.Queued, head.ChatCount, head.LastSeq));
        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => (long)number),
            (await Turns.ListOpenAsync(session.Id, Cancellation)).Select(turn => turn.Number));
    }

    [Fact]
    public async Task A_running_turn_takes_no_place_in_the_queue()
    {
        var session = await World.StoredSessionAsync();
        var first = await World.StoredTurnAsync(session.Id);
        await StepAsync(first, await LeaseAsync(session), TurnState.Typed);

        for (var count = 0; count < TurnLimits.MaxQueued; count++)
        {
            await World.StoredTurnAsync(session.Id);
        }

        var (result, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);
        Assert.Equal(SubmitOutcome.QueueFull, result.Outcome);
    }

    [Fact]
    public async Task A_repeat_is_answered_from_a_full_queue_too()
    {
        var session = await World.StoredSessionAsync();
        await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);
        for (var count = 1; count < TurnLimits.MaxQueued; count++)
        {
            await World.StoredTurnAsync(session.Id);
        }

        var (result, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);

        Assert.Equal(SubmitOutcome.Repeated, result.Outcome);
    }

    [Theory]
    [InlineData(SessionState.Deleted)]
    [InlineData(SessionState.Purging)]
    [InlineData(SessionState.Purged)]
    public async Task A_session_that_is_gone_takes_no_message(SessionState state)
    {
        var session = await World.StoredSessionAsync();
        await Sessions.SaveAsync(session with { State = state }, null, Cancellation);

        var (result, entries) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);

        Assert.Equal(new SubmitResult(SubmitOutcome.SessionGone, null, 0), result);
        Assert.Empty(entries);
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
    }

    [Theory]
    [InlineData(SessionState.Completed)]
    [InlineData(SessionState.Paused)]
    public async Task A_session_that_only_rests_takes_messages(SessionState state)
    {
        var session = await World.StoredSessionAsync();
        await Sessions.SaveAsync(session with { State = state }, null, Cancellation);

        var (result, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);

        Assert.Equal(SubmitOutcome.Stored, result.Outcome);
    }

    [Fact]
    public async Task A_session_that_never_was_takes_no_message()
    {
        var absent = World.NewSession().Id;

        var (result, _) = await Turns.SubmitAsync(absent, World.NewSubmission(absent), Cancellation);

        Assert.Equal(SubmitOutcome.SessionGone, result.Outcome);
        Assert.Null(await Log.HeadAsync(absent, Cancellation));
    }

    [Fact]
    public async Task Open_turns_are_the_running_one_and_then_the_queue()
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var first = await World.StoredTurnAsync(session.Id);
        var second = await World.StoredTurnAsync(session.Id);
        var third = await World.StoredTurnAsync(session.Id);
        var ended = await World.StoredTurnAsync(session.Id);
        await Turns.DropQueuedAsync(session.Id, ended.Id, "no", [], null, Cancellation);
        await StepAsync(second, lease, TurnState.Typed);

        var open = await Turns.ListOpenAsync(session.Id, Cancellation);

        Assert.Equal([second.Id, first.Id, third.Id], open.Select(turn => turn.Id));
    }

    [Fact]
    public async Task Recent_turns_come_newest_first()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredTurnAsync((await World.StoredSessionAsync()).Id);
        await World.StoredTurnAsync(session.Id);
        var second = await World.StoredTurnAsync(session.Id);
        var third = await World.StoredTurnAsync(session.Id);
        await Turns.DropQueuedAsync(session.Id, third.Id, "no", [], null, Cancellation);

        var recent = await Turns.ListRecentAsync(session.Id, 2, Cancellation);

        Assert.Equal([third.Id, second.Id], recent.Select(turn => turn.Id));
    }

    [Fact]
    public async Task A_turn_is_found_only_in_its_session()
    {
        var session = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);

        Assert.Null(await Turns.FindAsync(other.Id, turn.Id, Cancellation));
        Assert.Null(await Turns.FindAsync(session.Id, TurnId.New(Time), Cancellation));
    }

    [Fact]
    public async Task An_answered_submission_outlives_the_process()
    {
        var session = await World.StoredSessionAsync();
        var turns = await AtOnceAsync(10, _ => World.StoredTurnAsync(session.Id));

        await World.ReopenAsync();

        var open = await Turns.ListOpenAsync(session.Id, Cancellation);
        Assert.Equivalent(turns.OrderBy(turn => turn.Number), open, strict: true);
        Assert.Equal(10, (await Chat.PageAsync(session.Id, new PageRequest(200), Cancellation)).Items.Count);
        Assert.Equal(
            Enumerable.Range(1, 10).Select(seq => (long)seq),
            (await Log.ReadAsync(session.Id, 0, 100, Cancellation)).Select(entry => entry.Seq));
    }
}
