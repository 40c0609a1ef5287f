using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>How <see cref="Core.Ports.ITurnStore"/> drops queued turns.</summary>
public abstract class TurnDropContract : TurnContract
{
    [Fact]
    public async Task A_queued_turn_is_dropped_with_its_reason_and_receipt()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        Time.Advance(TimeSpan.FromSeconds(5));

        var (outcome, entries) = await Turns.DropQueuedAsync(
            session.Id, turn.Id, "You cancelled it.", [World.NewEntry("delivery")], null, Cancellation);

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

        await Turns.DropQueuedAsync(session.Id, second.Id, "no", [], null, Cancellation);

        var head = await HeadAsync(session);
        Assert.Equal((0, first.Id, TurnState.Working), (head.Queued, head.RunningTurn, head.TurnState));
    }

    [Fact]
    public async Task Those_behind_a_dropped_turn_are_told_where_they_stand_in_the_same_step()
    {
        var session = await World.StoredSessionAsync();
        var running = await World.StoredTurnAsync(session.Id);
        var first = await World.StoredTurnAsync(session.Id);
        var dropped = await World.StoredTurnAsync(session.Id);
        var last = await World.StoredTurnAsync(session.Id);
        await StepAsync(running, await LeaseAsync(session), TurnState.Working);

        var (_, entries) = await Turns.DropQueuedAsync(
            session.Id, dropped.Id, "no", [World.NewEntry("status")], null, Cancellation);

        Assert.Equal(["status", "delivery"], entries.Select(entry => entry.Entry.Type));
        Assert.Equal([(last.Id, 2)], Places(entries));
        Assert.Equal(entries[^1].Seq, (await HeadAsync(session)).LastSeq);
        Assert.DoesNotContain(first.Id, Places(entries).Select(place => place.Turn));
    }

    [Fact]
    public async Task A_turn_that_is_absent_ended_running_or_another_sessions_is_not_dropped()
    {
        var session = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();
        var dropped = await World.StoredTurnAsync(session.Id);
        var running = await World.StoredTurnAsync(session.Id);
        await StepAsync(running, await LeaseAsync(session), TurnState.Typed);
        await Turns.DropQueuedAsync(session.Id, dropped.Id, "no", [], null, Cancellation);
        var foreign = await World.StoredTurnAsync(other.Id);

        foreach (var turn in new[] { dropped.Id, running.Id, foreign.Id, TurnId.New(Time) })
        {
            var (outcome, entries) = await Turns.DropQueuedAsync(
                session.Id, turn, "no", [World.NewEntry()], null, Cancellation);
            Assert.Equal(ChangeOutcome.Conflict, outcome);
            Assert.Empty(entries);
        }

        Assert.Equal(2, (await HeadAsync(session)).LastSeq);
        Assert.Equal(1, (await HeadAsync(other)).Queued);
    }

    [Fact]
    public async Task A_worker_drops_a_turn_while_its_lease_stands_and_an_old_epoch_changes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lost = await World.LostLeaseAsync(session.Id);
        var foreign = await LeaseAsync(await World.StoredSessionAsync());
        var before = await HeadAsync(session);

        foreach (var bad in new[] { lost, foreign })
        {
            var (refused, none) = await Turns.DropQueuedAsync(
                session.Id, turn.Id, "no", [World.NewEntry()], bad, Cancellation);
            Assert.Equal(ChangeOutcome.LeaseLost, refused);
            Assert.Empty(none);
        }

        Assert.Equivalent(turn, await Turns.FindAsync(session.Id, turn.Id, Cancellation), strict: true);
        Assert.Equal(before, await HeadAsync(session));

        var held = await World.LeaseAsync(session.Id, Sample.WorkerB);
        var (outcome, _) = await Turns.DropQueuedAsync(session.Id, turn.Id, "no", [], held, Cancellation);
        Assert.Equal(ChangeOutcome.Saved, outcome);
    }

    [Fact]
    public async Task Of_a_worker_that_starts_a_turn_and_a_client_that_drops_it_one_wins()
    {
        var session = await World.StoredSessionAsync();
        var lease = await LeaseAsync(session);
        var turn = await World.StoredTurnAsync(session.Id);

        var outcomes = await AtOnceAsync(2, async index => index == 0
            ? await StepAsync(turn, lease, TurnState.Typed)
            : (await Turns.DropQueuedAsync(session.Id, turn.Id, "no", [], null, Cancellation)).Outcome);

        Assert.Single(outcomes, ChangeOutcome.Saved);
        Assert.Single(outcomes, ChangeOutcome.Conflict);
    }
}
