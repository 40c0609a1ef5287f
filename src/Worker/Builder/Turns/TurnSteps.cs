using TmuxBuilder.Builder.Activity;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Turns;

/// <summary>The turn a session runs, and its steps: each one transaction, told to whoever listens.</summary>
internal sealed class TurnSteps(ITurnStore turns, ActivityPump pump, ActivityRecorder recorder, TimeProvider time)
{
    private Turn? current;

    /// <summary>
    /// The running turn as it is stored; <see langword="null"/> when none runs. Read from any thread.
    /// </summary>
    public Turn? Current => Volatile.Read(ref current);

    /// <summary>Takes charge of a turn found running in the store, or of none.</summary>
    public void Load(Turn? turn) => Volatile.Write(ref current, turn);

    /// <summary>
    /// Makes the step <paramref name="happened"/> means for <paramref name="turn"/>; false when it means none. Lines
    /// handed over before are stored before it.
    /// </summary>
    /// <exception cref="OwnershipLostException">The store refused it.</exception>
    public async Task<bool> StepAsync(
        Turn turn, TurnEvent happened, TurnStep step, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (TurnMachine.Next(turn.State, happened) is not { } state)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var next = step.Change(turn).MovedTo(state, now) with { EndedAt = state.IsEnded ? now : null };
        await StoreAsync(
            new TurnChange(turn.State, next, step.Delivery, step.Reply, step.Session, step.FollowUp),
            step.Events,
            lease,
            cancellationToken);
        return true;
    }

    /// <summary>Stores a chat line and what tells of it with the turn as it is.</summary>
    public Task SayAsync(Turn turn, TurnStep step, LeaseToken lease, CancellationToken cancellationToken) =>
        StoreAsync(
            new TurnChange(turn.State, step.Change(turn), null, step.Reply, step.Session),
            step.Events,
            lease,
            cancellationToken);

    private async Task StoreAsync(
        TurnChange change, IReadOnlyList<ActivityEvent> events, LeaseToken lease, CancellationToken cancellationToken)
    {
        await pump.FlushAsync(cancellationToken);
        var (outcome, entries) = await turns.ChangeAsync(change, recorder.Prepare(events), lease, cancellationToken);
        if (outcome != ChangeOutcome.Saved)
        {
            throw new OwnershipLostException(
                outcome == ChangeOutcome.LeaseLost,
                $"The step {change.From} → {change.Next.State} was refused: {outcome}.");
        }

        Load(change.Next.State.IsEnded ? null : change.Next);
        await recorder.SendAsync(lease.Session, entries, cancellationToken);
    }
}
