using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// Storing the workspace when work rests, bringing it back before work goes on, and making room on the machine.
/// </content>
internal sealed partial class SessionRunner
{
    // The CLI writes the end of its conversation a moment after it says that it is done (seen: 100 to 170 ms). Its
    // records are looked at until they hold it, each time after twice as long: 3 s in all, for one interrupted never
    // writes it.
    private const int MostLooks = 5;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);

    private Instruction? lastWordsOf;
    private int lastWordLooks;
    private long toldRest;

    /// <summary>
    /// Since when its agent has been without work; <see langword="null"/> without one. Read from any thread.
    /// </summary>
    public DateTimeOffset? RestsSince =>
        Volatile.Read(ref toldRest) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    // One that a process before this left in its pane counts, too: it is adopted only when there is something for it.
    private bool IsAtRest => (holder.Agent is not null || mayAdopt)
        && place is null
        && steps.Current is null or { State: TurnState.Waiting or TurnState.Parked };

    /// <summary>Stores the workspace; that it is too large is told once.</summary>
    private async Task<CheckpointOutcome> CheckpointAsync(CancellationToken cancellationToken, bool forget = false)
    {
        var result = await parts.Checkpoints.SaveAsync(Owned, forget, cancellationToken);
        if (result.Told is { } sentence)
        {
            Pump.Post(new ActivityEvent(ActivityTypes.Warning, sentence));
            Pump.Post(
                new ActivityEvent(ActivityTypes.Warning, $"No checkpoint is made: {result.Detail}", AdminsOnly: true));
        }

        return result.Outcome;
    }

    /// <summary>Stores what came of a turn; again, when its agent has yet to write the end of it.</summary>
    private async Task CheckpointTurnAsync(Turn turn, CancellationToken cancellationToken)
    {
        lastWordsOf = turn.PromptFile is { } file ? InstructionFor(file) : null;
        var isWhole = await HasLastWordsAsync(cancellationToken);
        await CheckpointAsync(cancellationToken);
        (storeAt, lastWordLooks) = (isWhole ? null : Now + FirstLook, 0);
    }

    /// <summary>
    /// Stores what the agent wrote after its turn was over, once all of it is there; a turn that runs by now is stored
    /// at its own end.
    /// </summary>
    private async Task StoreLastWordsAsync(CancellationToken cancellationToken)
    {
        storeAt = null;
        if (steps.Current is not null || Lease is null)
        {
            return;
        }

        if (++lastWordLooks < MostLooks && !await HasLastWordsAsync(cancellationToken))
        {
            storeAt = Now + (FirstLook * (1 << lastWordLooks));
            return;
        }

        await CheckpointAsync(cancellationToken);
    }

    /// <summary>
    /// Whether nothing more is to come of the turn that ended; nothing does of an agent that is gone.
    /// </summary>
    private async Task<bool> HasLastWordsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return holder.Agent is not { } agent
                || lastWordsOf is not { } instruction
                || await agent.HasRecordedEndAsync(instruction, cancellationToken);
        }
        catch (IOException)
        {
            // What cannot be read cannot be stored either.
            return true;
        }
    }

    /// <summary>Makes sure that the workspace here is the newest there is.</summary>
    private async Task<RestoreOutcome> BringBackAsync(CancellationToken cancellationToken)
    {
        var outcome = await parts.Checkpoints.RestoreAsync(Owned, EndAgentAsync, cancellationToken);
        if (outcome == RestoreOutcome.SourceGone)
        {
            await parts.Book.SetStateAsync(Owned, SessionState.Failed, Sentences.SourceGone, cancellationToken);
            Pump.Post(SessionEvents.StateChanged(SessionState.Failed, Sentences.SourceGone, traceId: null));
        }

        return outcome;
    }

    /// <summary>
    /// Fills the workspace of a copy at once, so that it does not hang on how long the original is kept.
    /// </summary>
    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        var outcome = await BringBackAsync(cancellationToken);
        if (outcome == RestoreOutcome.Damaged)
        {
            // It stays a copy of it: the next message tries again.
            await parts.Book.SetStateAsync(Owned, SessionState.Failed, Sentences.NotCopied, cancellationToken);
            Pump.Post(SessionEvents.StateChanged(SessionState.Failed, Sentences.NotCopied, traceId: null));
        }
        else if (outcome != RestoreOutcome.SourceGone
            && await parts.Sessions.FindAsync(Session, cancellationToken)
                is { State: SessionState.Initializing } session)
        {
            await parts.Workspaces.PrepareAsync(session, cancellationToken);
            await CheckpointAsync(cancellationToken);
            await parts.Book.SetStateAsync(Owned, SessionState.Hibernated, null, cancellationToken);
        }
    }

    /// <summary>Ends an agent without work before its time; one that has work by now keeps it.</summary>
    private Task MakeRoomAsync(CancellationToken cancellationToken) =>
        IsAtRest && Lease is not null ? HibernateAsync(cancellationToken) : Task.CompletedTask;

    private void NoteRest() => Volatile.Write(ref toldRest, IsAtRest && restingSince is { } since ? since.UtcTicks : 0);
}
