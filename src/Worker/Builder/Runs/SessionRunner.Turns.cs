using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>The way of a turn from the queue to the agent.</content>
internal sealed partial class SessionRunner
{
    private int startFailures;

    /// <summary>When the running turn has had its time; <see langword="null"/> while its clock stands still.</summary>
    private DateTimeOffset? TurnEnds => steps.Current?.EndOf(parts.Options.TurnTimeout);

    /// <summary>
    /// When an agent without work ends; <see langword="null"/> while the client is asked something, or an admin has
    /// the keyboard: both may take their time.
    /// </summary>
    private DateTimeOffset? IdleEnds =>
        takenOver is not null || steps.Current is { State: TurnState.Waiting }
            ? null
            : restingSince + parts.Options.IdleTimeout;

    /// <summary>Does what is to be done, asks for a place for it, or begins to be idle.</summary>
    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is { } running)
        {
            await GoOnWithAsync(running, cancellationToken);
        }
        else if (await NextTurnAsync(cancellationToken) is not { } next)
        {
            await IdleAsync(cancellationToken);
        }
        else if (await TakePlaceAsync(cancellationToken))
        {
            await BeginAsync(next, cancellationToken);
        }
        else
        {
            await RequestPlaceAsync(cancellationToken);
        }
    }

    private async Task GoOnWithAsync(Turn running, CancellationToken cancellationToken)
    {
        if (!running.State.IsTimed && running.State != TurnState.Checking)
        {
            // An agent that nothing is asked of rests like any; what its turn waits for wakes or resumes it.
            restingSince ??= holder.Agent is not null || mayAdopt ? Now : null;
        }

        switch (running.State)
        {
            case TurnState.Waiting:
                await AwaitAnswerAsync(running, cancellationToken);
                break;
            case TurnState.Parked:
                await AwaitParkedAsync(running, cancellationToken);
                break;
            case TurnState.Checking:
                await RecoverProofAsync(running, cancellationToken);
                break;
            case var _ when holder.Agent is null:
                await RequestPlaceAsync(cancellationToken);
                break;
        }
    }

    private async Task<Turn?> NextTurnAsync(CancellationToken cancellationToken)
    {
        var session = await parts.Sessions.FindAsync(Session, cancellationToken);
        if (takenOver is not null || session is null or { IsGone: true } or { State: SessionState.Paused })
        {
            return null;
        }

        var open = await parts.Turns.ListOpenAsync(Session, cancellationToken);
        if (open.Any(turn => turn.State.IsRunning))
        {
            throw new OwnershipLostException(
                leaseLost: false, "A turn runs that was found waiting: a step that was given up has been made since.");
        }

        return open.FirstOrDefault(turn => turn.State == TurnState.Queued);
    }

    /// <summary>A place among the working agents is ours: begin, or go on with what a worker before us began.</summary>
    private async Task PlacedAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is { State: TurnState.Waiting })
        {
            await DoCommandsAsync(cancellationToken);
            if (steps.Current is { State: TurnState.Waiting })
            {
                ReleasePlace();
            }
        }
        else if (steps.Current is { State: TurnState.Parked } parked)
        {
            await TakeUpAsync(parked, cancellationToken);
        }
        else if (steps.Current is { } running)
        {
            // A turn whose agent is in hand goes on by itself.
            await (holder.Agent is null ? RecoverAsync(running, cancellationToken) : Task.CompletedTask);
        }
        else if (await NextTurnAsync(cancellationToken) is { } next)
        {
            await BeginAsync(next, cancellationToken);
        }
        else
        {
            ReleasePlace();
            await GoOnAsync(cancellationToken);
        }
    }

    private async Task BeginAsync(Turn turn, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginRequest(turn);
        Trace.Take(turn);
        restingSince = null;
        if (failures >= MaxFailures)
        {
            await BreakAsync(
                turn, Sentences.CannotStart, "The worker failed too often before the turn began.", cancellationToken);
            return;
        }

        if (await PickUpAsync(turn, cancellationToken) is { } prompt)
        {
            var receipt = Receipts.Of(turn, Delivery.Typed) with
            {
                Status = new StatusPatch("processing", 0, "Getting ready"),
            };
            await TypeAsync(
                turn,
                prompt,
                new TurnStep(receipt)
                {
                    Change = typed => typed with { Attempts = typed.Attempts + 1 },
                    Delivery = Delivery.Typed,
                    Session = SessionState.Working,
                },
                cancellationToken);
            await parts.Workspaces.MirrorAsync(Session, cancellationToken);
        }
    }

    /// <summary>The name of its prompt file, once that lies before an agent; none when there is no agent.</summary>
    private async Task<string?> PickUpAsync(Turn turn, CancellationToken cancellationToken)
    {
        using var span = Trace.Begin(Traces.PickUp);
        return await EnsureAgentAsync(turn, cancellationToken) == AgentFound.None
            ? null
            : await parts.Workspaces.WriteTurnAsync(turn, cancellationToken);
    }

    /// <summary>
    /// Goes on with a turn that has no agent here: found in the store, or left without one by a start that failed.
    /// </summary>
    private async Task RecoverAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (failures >= MaxFailures || turn.Suffered(SetbackKind.WorkerLost) >= MaxFailures)
        {
            await BreakAsync(turn, Sentences.Died, "The worker failed too often within the turn.", cancellationToken);
            return;
        }

        Trace.Take(turn);
        var found = await EnsureAgentAsync(turn, cancellationToken);
        LogRecovered(Session, turn.Id, turn.State, found);
        if (found == AgentFound.Started)
        {
            turn = inherited
                ? await BearAsync(
                    turn, SetbackKind.WorkerLost, "The agent was lost with its worker.", cancellationToken)
                : turn;
            inherited = false;
            await RetellAsync(turn, GoOnReason.Restarted, cancellationToken);
        }
        else if (found == AgentFound.Alive)
        {
            inherited = false;
            await GoOnWorkingAsync(turn, cancellationToken);
            if (turn is { State: TurnState.Typed, PromptFile: { } file })
            {
                await holder.Agent!.RecoverDeliveryAsync(InstructionFor(file), cancellationToken);
            }
        }
    }

    /// <summary>From now on, and not while no worker had the turn in hand, its time runs again.</summary>
    private Task GoOnWorkingAsync(Turn turn, CancellationToken cancellationToken) =>
        steps.SayAsync(
            turn, new TurnStep { Change = found => found.MovedTo(found.State, Now) }, Owned, cancellationToken);

    /// <summary>
    /// Stores that the turn's instruction is being typed, with what else the step brings, then has it entered. The line
    /// comes into the box meanwhile: a turn begins with Enter, and only that waits for the store.
    /// </summary>
    private async Task TypeAsync(Turn turn, string promptFile, TurnStep step, CancellationToken cancellationToken)
    {
        EndTakeOver();
        Trace.Take(turn);
        using var span = Trace.Begin(Traces.Typing);
        var (change, instruction) = (step.Change, InstructionFor(promptFile));
        holder.Agent!.Prepare(instruction);
        if (parts.Keys.Mark is not null)
        {
            parts.Budgets.Prepare(Session, turn.Id);
        }

        await StepAsync(
            turn,
            TurnEvent.Typing,
            step with
            {
                Change = typed =>
                    change(typed) with { PromptFile = promptFile, Question = null, ParkedUntil = null, Reason = null },
            },
            cancellationToken);
        (restingSince, lookAt, lastReport) = (null, null, null);
        await holder.Agent!.DeliverAsync(instruction, cancellationToken);
        untold = false;
    }

    private Instruction InstructionFor(string promptFile) =>
        new(parts.Workspaces.LineFor(Session, promptFile), promptFile);

    /// <summary>Tells an agent what it, or its predecessor, was at: the message, or to go on with it.</summary>
    private async Task RetellAsync(Turn turn, GoOnReason reason, CancellationToken cancellationToken)
    {
        var taken = turn.PromptFile is { } file
            && (turn.State != TurnState.Typed
                || await holder.Agent!.HasTakenAsync(InstructionFor(file), cancellationToken));
        var prompt = taken
            ? await parts.Workspaces.WriteGoOnAsync(turn, reason, cancellationToken)
            : await parts.Workspaces.WriteTurnAsync(turn, cancellationToken);
        var sentence = Sentences.GoesOn(reason);
        var told = new ActivityEvent(
            ActivityTypes.Status,
            sentence,
            Turn: turn.Id,
            TraceId: turn.TraceId,
            Status: new StatusPatch("processing", Message: sentence));
        await TypeAsync(
            turn,
            prompt,
            new TurnStep(told) { Change = typed => typed with { Attempts = typed.Attempts + 1 } },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: turn {TurnId} found {State}; agent {Found}")]
    private partial void LogRecovered(SessionId sessionId, TurnId turnId, TurnState state, AgentFound found);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent did not start (try {Tries}): {Reason}")]
    private partial void LogNotStarted(SessionId sessionId, int tries, string reason);

    /// <summary>Where the agent to type to came from.</summary>
    private enum AgentFound
    {
        None,
        Alive,
        Started,
    }
}
