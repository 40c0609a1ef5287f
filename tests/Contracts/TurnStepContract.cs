using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>The steps of <see cref="Core.Ports.ITurnStore"/>.</summary>
public abstract class TurnStepContract : TurnContract
{
    [Fact]
    public async Task A_step_stores_the_turn_the_receipt_the_reply_and_the_entries()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        var typed = turn with { State = TurnState.Typed, Attempts = 1, PromptFile = "prompt_1.txt", StartedAt = Now };
        typed = typed with
        {
            Question = new Question(
                QuestionId.New(Time),
                turn.Id,
                "Red or blue?",
                ["red", "blue"],
                "blue",
                Now,
                Now + TimeSpan.FromDays(1)),
            Setbacks =
            [
                new Setback(Now, SetbackKind.ModelLimited, "overloaded"),
                new Setback(Now, SetbackKind.Stalled, "quiet"),
            ],
            LastWords = "Built 🍵",
            Repair = new Repair(2, [ReleaseId.New(Time), ReleaseId.New(Time)]),
            Worked = TimeSpan.FromMinutes(3),
            WorkingSince = Now,
        };
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
            new TurnChange(TurnState.Typed, done, Delivery.Answered, reply),
            [World.NewEntry("done")],
            lease,
            Cancellation);
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
    public async Task Those_behind_a_turn_are_told_where_they_stand_in_the_step_that_ends_it_and_in_no_other()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var next = await World.StoredTurnAsync(session.Id);
        var last = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        var working = turn with { State = TurnState.Working };

        var begun = await Turns.ChangeAsync(new TurnChange(TurnState.Queued, working), [], lease, Cancellation);
        var ended = await Turns.ChangeAsync(
            new TurnChange(TurnState.Working, working with { State = TurnState.Failed }),
            [World.NewEntry("error")],
            lease,
            Cancellation);

        Assert.Empty(begun.Entries);
        Assert.Equal(["error", "delivery", "delivery"], ended.Entries.Select(entry => entry.Entry.Type));
        Assert.Equal([(next.Id, 0), (last.Id, 1)], Places(ended.Entries));
        Assert.Equal(ended.Entries[^1].Seq, (await HeadAsync(session)).LastSeq);
    }

    [Fact]
    public async Task A_follow_up_is_stored_with_the_step_before_all_that_wait_however_many_they_are()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        await StepAsync(turn, lease, TurnState.Working);
        var waiting = new List<Turn>();
        for (var i = 0; i < TurnLimits.MaxQueued; i++)
        {
            waiting.Add(await World.StoredTurnAsync(session.Id));
        }

        var repair = World.NewFollowUp(session.Id);
        var reply = World.NewLine("Not yet right", ChatRole.Assistant);
        var change = new TurnChange(
            TurnState.Working, turn with { State = TurnState.Failed }, Reply: reply, FollowUp: repair);

        var (outcome, entries) = await Turns.ChangeAsync(change, [], lease, Cancellation);

        Assert.Equal(ChangeOutcome.Saved, outcome);
        var open = await Turns.ListOpenAsync(session.Id, Cancellation);
        Assert.Equal([repair.Turn.Id, .. waiting.Select(one => one.Id)], open.Select(one => one.Id));
        Assert.Equivalent(repair.Turn with { Number = TurnLimits.MaxQueued + 2 }, open[0], strict: true);
        Assert.Equal((repair.Turn.Id, 0), Places(entries)[0]);
        Assert.Contains((waiting[^1].Id, TurnLimits.MaxQueued), Places(entries));
        Assert.Equal(TurnLimits.MaxQueued + 1, (await HeadAsync(session)).Queued);
        var lines = await Chat.TailAsync(session.Id, 2, Cancellation);
        Assert.Equal([reply.Id, repair.Message.Id], lines.Select(line => line.Id));
    }

    [Fact]
    public async Task A_message_waits_behind_a_repair_that_came_later()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        await StepAsync(turn, lease, TurnState.Working);
        var (waiting, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "next", "m1"), Cancellation);
        await Turns.ChangeAsync(
            new TurnChange(
                TurnState.Working,
                turn with { State = TurnState.Failed },
                FollowUp: World.NewFollowUp(session.Id)),
            [],
            lease,
            Cancellation);

        var (again, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "next", "m1"), Cancellation);

        Assert.Equal((SubmitOutcome.Repeated, 1, 1), (again.Outcome, waiting.QueuePosition, again.QueuePosition));
    }

    [Fact]
    public async Task A_refused_step_stores_no_follow_up()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);

        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(
                TurnState.Working,
                turn with { State = TurnState.Failed },
                FollowUp: World.NewFollowUp(session.Id)),
            [],
            lease,
            Cancellation);

        Assert.Equal(ChangeOutcome.Conflict, outcome);
        Assert.Equal(turn.Id, Assert.Single(await Turns.ListOpenAsync(session.Id, Cancellation)).Id);
        Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation));
    }

    [Fact]
    public async Task A_step_without_a_receipt_leaves_the_receipt_as_it_was()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);

        await StepAsync(turn, await LeaseAsync(session), TurnState.Typed);

        Assert.Equal(Delivery.Queued, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Delivery);
    }

    [Theory]
    [InlineData(SessionState.Ready, SessionState.Working, SessionState.Working)]
    [InlineData(SessionState.Failed, SessionState.Working, SessionState.Working)]
    [InlineData(SessionState.Working, SessionState.Waiting, SessionState.Waiting)]
    [InlineData(SessionState.Completed, SessionState.Working, SessionState.Working)]
    [InlineData(SessionState.Completed, SessionState.Ready, SessionState.Completed)]
    [InlineData(SessionState.Paused, SessionState.Working, SessionState.Paused)]
    [InlineData(SessionState.Deleted, SessionState.Working, SessionState.Deleted)]
    [InlineData(SessionState.Ready, null, SessionState.Ready)]
    public async Task A_step_says_where_the_session_stands_but_not_of_one_that_was_put_aside(
        SessionState before, SessionState? told, SessionState expected)
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        await Sessions.SaveAsync(session with { State = before, StateReason = "Why" }, null, Cancellation);

        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }, Session: told),
            [],
            lease,
            Cancellation);

        Assert.Equal(ChangeOutcome.Saved, outcome);
        var found = await Sessions.FindAsync(session.Id, Cancellation);
        Assert.NotNull(found);
        Assert.Equal((expected, expected == before ? "Why" : null), (found.State, found.StateReason));
        Assert.Equal(session.Version + (expected == before ? 1 : 2), found.Version);
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
        var head = await HeadAsync(session);
        Assert.Equal((second.Id, TurnState.Typed), (head.RunningTurn, head.TurnState));
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
}
