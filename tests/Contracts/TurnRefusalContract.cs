using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>The steps that <see cref="Core.Ports.ITurnStore"/> refuses, of which nothing is written.</summary>
public abstract class TurnRefusalContract : TurnContract
{
    [Fact]
    public async Task A_step_from_another_state_writes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);

        var (outcome, entries) = await Turns.ChangeAsync(
            new TurnChange(
                TurnState.Typed, turn with { State = TurnState.Accepted }, Delivery.Accepted, World.NewLine()),
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
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }),
            [],
            await LeaseAsync(other),
            Cancellation);

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
    public async Task More_entries_than_one_transaction_takes_are_our_own_mistake()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await LeaseAsync(session);
        IReadOnlyList<NewEntry> entries = [.. Enumerable.Range(0, 51).Select(_ => World.NewEntry())];

        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            Turns.ChangeAsync(new TurnChange(TurnState.Queued, turn), entries, lease, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            Turns.DropQueuedAsync(session.Id, turn.Id, "no", entries, null, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id) with { Entries = entries }, Cancellation));
        await AssertUntouchedAsync(session, turn);
    }
}
