using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class TurnStoreContract : PortContract
{
    [Fact]
    public async Task A_submitted_message_is_a_queued_turn_with_its_line_and_entries()
    {
        var session = await World.StoredSessionAsync();
        var submission = World.NewSubmission(session.Id);

        var (result, entries) = await Turns.SubmitAsync(session.Id, submission, Cancellation);

        Assert.Equal((SubmitOutcome.Stored, 0), (result.Outcome, result.QueuePosition));
        Assert.Equivalent(submission.Turn with { Number = 1 }, result.Turn, strict: true);
        Assert.Equivalent(result.Turn, await Turns.FindAsync(session.Id, submission.Turn.Id, Cancellation), strict: true);
        Assert.Equal([new ActivityEntry(1, submission.Entries[0])], entries);
        Assert.Equal(entries, await Log.ReadAsync(session.Id, 0, 10, Cancellation));
        Assert.Equivalent(submission.Message, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)), strict: true);
        Assert.Equivalent(
            new SessionHead { Session = session.Id, LastSeq = 1, Queued = 1, ChatCount = 1 },
            await Log.HeadAsync(session.Id, Cancellation),
            strict: true);
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
        var (first, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);

        var (second, entries) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, "two", "m1"), Cancellation);

        Assert.Equal((SubmitOutcome.Repeated, 1), (second.Outcome, second.QueuePosition));
        Assert.Equivalent(first.Turn, second.Turn, strict: true);
        Assert.Empty(entries);
        var head = await HeadAsync(session);
        Assert.Equal((2, 2, 2L), (head.Queued, head.ChatCount, head.LastSeq));
    }

    [Fact]
    public async Task A_repeat_of_a_turn_that_ended_waits_for_nothing()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredTurnAsync(session.Id);
        var (first, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);
        Assert.NotNull(first.Turn);
        await Turns.DropQueuedAsync(session.Id, first.Turn.Id, "no", [], Cancellation);

        var (second, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);

        Assert.Equal((SubmitOutcome.Repeated, 0), (second.Outcome, second.QueuePosition));
    }

    [Fact]
    public async Task Of_parallel_submissions_with_one_client_message_id_one_is_stored()
    {
        var session = await World.StoredSessionAsync();

        var results = await AtOnceAsync(8, async index =>
            (await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, $"text {index}", "m1"), Cancellation)).Result);

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

        var (result, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);

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
    public async Task A_step_stores_the_turn_the_receipt_the_reply_and_the_entries()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        var typed = turn with { State = TurnState.Typed, Attempts = 1, PromptFile = "prompt_1.txt", StartedAt = Now };
        var done = typed with
        {
            State = TurnState.Done, Reason = "It is done.", Cause = "summary", ParkedUntil = Now, EndedAt = Now,
        };
        var reply = World.NewLine("Here it is", ChatRole.Assistant) with
        {
            Turn = turn.Id,
            Attachments = [new Attachment("a1", "screenshot", "page.png", "image/png", 123)],
        };

        var first = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, typed, Delivery.Typed), [World.NewEntry("working")], lease, Cancellation);
        var running = await HeadAsync(session);
        var second = await Turns.ChangeAsync(
            new TurnChange(TurnState.Typed, done, Delivery.Answered, reply), [World.NewEntry("done")], lease, Cancellation);
        var ended = await HeadAsync(session);

        Assert.Equal((ChangeOutcome.Saved, 2L), (first.Outcome, Assert.Single(first.Entries).Seq));
        Assert.Equal((0, turn.Id, TurnState.Typed), (running.Queued, running.RunningTurn, running.TurnState));
        Assert.Equal((ChangeOutcome.Saved, 3L), (second.Outcome, Assert.Single(second.Entries).Seq));
        Assert.Equal((0, null, TurnState.Done), (ended.Queued, ended.RunningTurn, ended.TurnState));
        Assert.Equal(2, ended.ChatCount);
        Assert.Equivalent(done, await Turns.FindAsync(session.Id, turn.Id, Cancellation), strict: true);
        var lines = await Chat.TailAsync(session.Id, 10, Cancellation);
        Assert.Equal(Delivery.Answered, lines[0].Delivery);
        Assert.Equivalent(reply, lines[1], strict: true);
    }

    [Fact]
    public async Task A_step_without_a_receipt_leaves_the_receipt_as_it_was()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);

        await StepAsync(turn, await LeaseAsync(session), TurnState.Typed);

        Assert.Equal(Delivery.Queued, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Delivery);
    }

    [Fact]
    public async Task A_step_from_another_state_writes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);

        var (outcome, entries) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Typed, turn with { State = TurnState.Accepted }, Delivery.Accepted, World.NewLine()),
            [World.NewEntry()],
            await LeaseAsync(session),
            Cancellation);

        Assert.Equal(ChangeOutcome.Conflict, outcome);
        Assert.Empty(entries);
        await AssertUntouchedAsync(session, turn);
    }

    [Fact]
    public async Task A_step_with_a_lost_lease_writes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lost = await World.LostLeaseAsync(session.Id);

        var (outcome, entries) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }, Delivery.Typed, World.NewLine()),
            [World.NewEntry()],
            lost,
            Cancellation);

        Assert.Equal(ChangeOutcome.LeaseLost, outcome);
        Assert.Empty(entries);
        await AssertUntouchedAsync(session, turn);
    }

    [Fact]
    public async Task A_step_of_an_absent_turn_writes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var absent = turn with { Id = TurnId.New(Time), State = TurnState.Typed };

        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, absent), [World.NewEntry()], await LeaseAsync(session), Cancellation);

        Assert.Equal(ChangeOutcome.Conflict, outcome);
        await AssertUntouchedAsync(session, turn);
    }

    [Fact]
    public async Task A_lease_of_one_session_moves_no_turn_of_another()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var other = await World.StoredSessionAsync();
        await LeaseAsync(session);

        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }), [], await LeaseAsync(other), Cancellation);

        Assert.Equal(ChangeOutcome.Conflict, outcome);
        await AssertUntouchedAsync(session, turn);
    }

    [Fact]
    public async Task At_most_one_turn_of_a_session_runs()
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var turns = new List<Turn>();
        for (var count = 0; count < 5; count++)
        {
            turns.Add(await World.StoredTurnAsync(session.Id));
        }

        var outcomes = await AtOnceAsync(5, index => StepAsync(turns[index], lease, TurnState.Typed));

        Assert.Single(outcomes, ChangeOutcome.Saved);
        Assert.Equal(4, outcomes.Count(outcome => outcome == ChangeOutcome.Conflict));
        var head = await HeadAsync(session);
        Assert.Equal(turns[outcomes.IndexOf(ChangeOutcome.Saved)].Id, head.RunningTurn);
        Assert.Equal(4, head.Queued);
    }

    [Theory]
    [InlineData(TurnState.Done)]
    [InlineData(TurnState.Failed)]
    [InlineData(TurnState.Cancelled)]
    [InlineData(TurnState.TimedOut)]
    public async Task A_turn_ends_once(TurnState end)
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var turn = await World.StoredTurnAsync(session.Id);
        await StepAsync(turn, lease, TurnState.Typed);
        await StepAsync(turn with { State = TurnState.Typed }, lease, end);

        Assert.Equal(ChangeOutcome.Conflict, await StepAsync(turn with { State = end }, lease, TurnState.Done));
        Assert.Equal(ChangeOutcome.Conflict, await StepAsync(turn with { State = end }, lease, TurnState.Working));
        Assert.Equal(end, (await HeadAsync(session)).TurnState);
        Assert.Empty(await Turns.ListOpenAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task After_one_turn_ended_the_next_may_run()
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var first = await World.StoredTurnAsync(session.Id);
        var second = await World.StoredTurnAsync(session.Id);
        await StepAsync(first, lease, TurnState.Typed);
        await StepAsync(first with { State = TurnState.Typed }, lease, TurnState.Failed);

        Assert.Equal(ChangeOutcome.Saved, await StepAsync(second, lease, TurnState.Typed));
        Assert.Equal((second.Id, TurnState.Typed), ((await HeadAsync(session)).RunningTurn, (await HeadAsync(session)).TurnState));
    }

    [Fact]
    public async Task A_turn_put_back_waits_again_and_the_head_tells_of_the_one_that_ended_last()
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var first = await World.StoredTurnAsync(session.Id);
        var second = await World.StoredTurnAsync(session.Id);
        await StepAsync(first, lease, TurnState.Failed);
        await StepAsync(second, lease, TurnState.Typed);

        await StepAsync(second with { State = TurnState.Typed }, lease, TurnState.Queued);

        var head = await HeadAsync(session);
        Assert.Equal((1, null, TurnState.Failed), (head.Queued, head.RunningTurn, head.TurnState));
        Assert.Equal(ChangeOutcome.Saved, await StepAsync(second, lease, TurnState.Typed));
    }

    [Theory]
    [InlineData(TurnState.Waiting)]
    [InlineData(TurnState.Parked)]
    [InlineData(TurnState.Working)]
    [InlineData(TurnState.Accepted)]
    public async Task A_turn_that_has_begun_keeps_its_session(TurnState state)
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var first = await World.StoredTurnAsync(session.Id);
        var second = await World.StoredTurnAsync(session.Id);
        await StepAsync(first, lease, TurnState.Typed);

        Assert.Equal(ChangeOutcome.Saved, await StepAsync(first with { State = TurnState.Typed }, lease, state));

        Assert.Equal(ChangeOutcome.Conflict, await StepAsync(second, lease, TurnState.Typed));
        var head = await HeadAsync(session);
        Assert.Equal((first.Id, state), (head.RunningTurn, head.TurnState));
    }

    [Fact]
    public async Task The_store_keeps_the_number_it_gave()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);

        await StepAsync(turn with { Number = 77 }, await LeaseAsync(session), TurnState.Typed);

        Assert.Equal(1, (await Turns.FindAsync(session.Id, turn.Id, Cancellation))?.Number);
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
        await Turns.DropQueuedAsync(session.Id, ended.Id, "no", [], Cancellation);
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
        await Turns.DropQueuedAsync(session.Id, third.Id, "no", [], Cancellation);

        var recent = await Turns.ListRecentAsync(session.Id, 2, Cancellation);

        Assert.Equal([third.Id, second.Id], recent.Select(turn => turn.Id));
    }

    [Fact]
    public async Task A_queued_turn_is_dropped_with_its_reason_and_receipt()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        Time.Advance(TimeSpan.FromSeconds(5));

        var (outcome, entries) = await Turns.DropQueuedAsync(
            session.Id, turn.Id, "You cancelled it.", [World.NewEntry("delivery")], Cancellation);

        Assert.Equal((ChangeOutcome.Saved, 2L), (outcome, Assert.Single(entries).Seq));
        Assert.Equivalent(
            turn with { State = TurnState.Cancelled, Reason = "You cancelled it.", EndedAt = Now },
            await Turns.FindAsync(session.Id, turn.Id, Cancellation),
            strict: true);
        Assert.Equal(Delivery.Failed, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Delivery);
        var head = await HeadAsync(session);
        Assert.Equal((0, null, TurnState.Cancelled), (head.Queued, head.RunningTurn, head.TurnState));
    }

    [Fact]
    public async Task Dropping_a_queued_turn_leaves_the_running_one_alone()
    {
        var session = await World.StoredSessionAsync();
        var first = await World.StoredTurnAsync(session.Id);
        var second = await World.StoredTurnAsync(session.Id);
        await StepAsync(first, await LeaseAsync(session), TurnState.Working);

        await Turns.DropQueuedAsync(session.Id, second.Id, "no", [], Cancellation);

        var head = await HeadAsync(session);
        Assert.Equal((0, first.Id, TurnState.Working), (head.Queued, head.RunningTurn, head.TurnState));
    }

    [Fact]
    public async Task A_turn_that_is_absent_ended_running_or_another_sessions_is_not_dropped()
    {
        var session = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();
        var dropped = await World.StoredTurnAsync(session.Id);
        var running = await World.StoredTurnAsync(session.Id);
        await StepAsync(running, await LeaseAsync(session), TurnState.Typed);
        await Turns.DropQueuedAsync(session.Id, dropped.Id, "no", [], Cancellation);
        var foreign = await World.StoredTurnAsync(other.Id);

        foreach (var turn in new[] { dropped.Id, running.Id, foreign.Id, TurnId.New(Time) })
        {
            var (outcome, entries) = await Turns.DropQueuedAsync(session.Id, turn, "no", [World.NewEntry()], Cancellation);
            Assert.Equal(ChangeOutcome.Conflict, outcome);
            Assert.Empty(entries);
        }

        Assert.Equal(2, (await HeadAsync(session)).LastSeq);
        Assert.Equal(1, (await HeadAsync(other)).Queued);
    }

    [Fact]
    public async Task Of_a_worker_that_starts_a_turn_and_a_client_that_drops_it_one_wins()
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var turn = await World.StoredTurnAsync(session.Id);

        var outcomes = await AtOnceAsync(2, async index => index == 0
            ? await StepAsync(turn, lease, TurnState.Typed)
            : (await Turns.DropQueuedAsync(session.Id, turn.Id, "no", [], Cancellation)).Outcome);

        Assert.Single(outcomes, ChangeOutcome.Saved);
        Assert.Single(outcomes, ChangeOutcome.Conflict);
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

    [Fact]
    public async Task More_entries_than_one_transaction_takes_are_our_own_mistake()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        IReadOnlyList<NewEntry> entries = [.. Enumerable.Range(0, 51).Select(_ => World.NewEntry())];

        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            Turns.ChangeAsync(new TurnChange(TurnState.Queued, turn), entries, lease, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            Turns.DropQueuedAsync(session.Id, turn.Id, "no", entries, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id) with { Entries = entries }, Cancellation));
        await AssertUntouchedAsync(session, turn);
    }

    private Task<LeaseToken> LeaseAsync(Session session) => World.LeaseAsync(session.Id, Sample.WorkerA);

    private async Task<SessionHead> HeadAsync(Session session)
    {
        var head = await Log.HeadAsync(session.Id, Cancellation);
        Assert.NotNull(head);
        return head;
    }

    private async Task<ChangeOutcome> StepAsync(Turn turn, LeaseToken lease, TurnState to) =>
        (await Turns.ChangeAsync(new TurnChange(turn.State, turn with { State = to }), [], lease, Cancellation)).Outcome;

    private async Task AssertUntouchedAsync(Session session, Turn turn)
    {
        Assert.Equivalent(turn, Assert.Single(await Turns.ListOpenAsync(session.Id, Cancellation)), strict: true);
        Assert.Equal(Delivery.Queued, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Delivery);
        var head = await HeadAsync(session);
        Assert.Equal((1, 1L, 1, null), (head.Queued, head.LastSeq, head.ChatCount, head.RunningTurn));
    }
}
