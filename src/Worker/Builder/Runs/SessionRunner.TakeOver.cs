using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// An admin at the agent's keyboard. Meanwhile nothing is typed: messages and answers wait, and when a turn at work
/// has to be told something so that it is not lost, the keyboard is taken back first.
/// </content>
internal sealed partial class SessionRunner
{
    private TakeOver? takenOver;

    /// <summary>Asks for the keyboard; <see cref="GiveBack"/> ends it, and is to be called whatever comes of it.</summary>
    public Task<TakeOverOutcome> TakeOverAsync(TakeOver wish)
    {
        var asked = new RunnerEvent.TakeOverAsked(
            wish, new TaskCompletionSource<TakeOverOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        return mailbox.Writer.TryWrite(asked) ? asked.Outcome.Task : Task.FromResult(TakeOverOutcome.Absent);
    }

    /// <summary>Gives the keyboard back, or withdraws the wish for it.</summary>
    public void GiveBack(TakeOver takeOver) => Post(new RunnerEvent.GivenBack(takeOver));

    private Task TakenOverAsync(RunnerEvent.TakeOverAsked asked)
    {
        var outcome = holder.Agent is null ? TakeOverOutcome.Absent
            : steps.Current is { State: TurnState.Typed } ? TakeOverOutcome.Delivering
            : parts.TakeOvers.TryAdd(asked.Wish) ? TakeOverOutcome.Done
            : TakeOverOutcome.Taken;
        if (outcome == TakeOverOutcome.Done)
        {
            takenOver = asked.Wish;
            Pump.Post(SessionEvents.TakenOver(true));
        }

        asked.Outcome.TrySetResult(outcome);
        return Task.CompletedTask;
    }

    private async Task GivenBackAsync(TakeOver takeOver, CancellationToken cancellationToken)
    {
        if (takenOver == takeOver)
        {
            EndTakeOver();
            await LookAsync(cancellationToken);
        }
    }

    /// <summary>The keyboard is the platform's again; it was is fine.</summary>
    private void EndTakeOver()
    {
        if (takenOver is { } ended)
        {
            takenOver = null;
            parts.TakeOvers.Remove(ended);
            Pump.Post(SessionEvents.TakenOver(false));
        }
    }

    /// <summary>The owner has ended: who still asks gets no answer from it but this.</summary>
    private void RefuseTakeOvers()
    {
        EndTakeOver();
        while (mailbox.Reader.TryRead(out var left))
        {
            (left as RunnerEvent.TakeOverAsked)?.Outcome.TrySetResult(TakeOverOutcome.Absent);
        }
    }
}
