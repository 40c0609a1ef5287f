using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>The way of a turn from the queue to the agent.</content>
internal sealed partial class SessionRunner
{
    private DateTimeOffset? turnEnds;
    private int startFailures;

    /// <summary>Asks for a place for what is to be done, or begins to be idle.</summary>
    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is { } running)
        {
            if (running.State == TurnState.Waiting)
            {
                // An agent whose question nobody answers is as idle as any; the answer resumes it.
                idleUntil ??= holder.Agent is not null || mayAdopt ? Now + parts.Options.IdleTimeout : null;
            }
            else if (holder.Agent is null && running.State != TurnState.Parked)
            {
                RequestPlace();
            }
        }
        else if (await NextTurnAsync(cancellationToken) is not null)
        {
            RequestPlace();
        }
        else
        {
            await IdleAsync(cancellationToken);
        }
    }

    private async Task<Turn?> NextTurnAsync(CancellationToken cancellationToken)
    {
        var session = await parts.Sessions.FindAsync(Session, cancellationToken);
        if (session is null or { IsGone: true } or { State: SessionState.Paused })
        {
            return null;
        }

        var open = await parts.Turns.ListOpenAsync(Session, cancellationToken);
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
        else if (steps.Current is { } running)
        {
            await RecoverAsync(running, cancellationToken);
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
        using var scope = logger.BeginRequest(turn.TraceId);
        idleUntil = null;
        if (failures >= MaxFailures)
        {
            await BreakAsync(turn, Sentences.CannotStart, "The worker failed too often before the turn began.", cancellationToken);
            return;
        }

        if (await EnsureAgentAsync(turn, cancellationToken) != AgentFound.None)
        {
            var prompt = await parts.Workspaces.WriteTurnAsync(turn, cancellationToken);
            await parts.Book.SetStateAsync(Owned, SessionState.Working, null, cancellationToken);
            await TypeAsync(turn, prompt, said: null, cancellationToken);
        }
    }

    /// <summary>Goes on with a turn that a process before this one began.</summary>
    private async Task RecoverAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (failures >= MaxFailures || turn.Attempts >= MaxFailures)
        {
            await BreakAsync(turn, Sentences.Died, "The worker failed too often within the turn.", cancellationToken);
            return;
        }

        var found = await EnsureAgentAsync(turn, cancellationToken);
        turnEnds = Now + parts.Options.TurnTimeout;
        LogRecovered(Session, turn.Id, turn.State, found);
        if (found == AgentFound.Started)
        {
            await RetellAsync(turn, cancellationToken);
        }
        else if (found == AgentFound.Alive && turn is { State: TurnState.Typed, PromptFile: { } file })
        {
            await holder.Agent!.RecoverDeliveryAsync(InstructionFor(file), cancellationToken);
        }
    }

    /// <summary>Stores that the turn's instruction is being typed, with the line it brings, then types it.</summary>
    private async Task TypeAsync(
        Turn turn, string promptFile, ChatMessage? said, CancellationToken cancellationToken)
    {
        var first = turn.State == TurnState.Queued;
        IReadOnlyList<ActivityEvent> events = first
            ? [Receipts.Of(turn, Delivery.Typed) with { Status = new StatusPatch("processing", 0, "Getting ready") }]
            : [];
        await StepAsync(
            turn,
            TurnEvent.Typing,
            new TurnStep(events)
            {
                Change = typed =>
                    typed with { PromptFile = promptFile, Attempts = typed.Attempts + 1, Question = null },
                Delivery = first ? Delivery.Typed : null,
                Reply = said,
            },
            cancellationToken);
        (turnEnds, idleUntil) = (Now + parts.Options.TurnTimeout, null);
        await holder.Agent!.DeliverAsync(InstructionFor(promptFile), cancellationToken);
        if (first)
        {
            await parts.Workspaces.MirrorAsync(Session, cancellationToken);
        }
    }

    private Instruction InstructionFor(string promptFile) => new(parts.Workspaces.LineFor(Session, promptFile), promptFile);

    /// <summary>Whatever was tried, the agent does not take the typed line: it is replaced.</summary>
    private async Task NotTakenAsync(Turn turn, CancellationToken cancellationToken)
    {
        await holder.EndAsync(cancellationToken);
        await AgentGoneAsync(turn, Sentences.NotTaken, "The agent did not take the typed line.", cancellationToken);
    }

    /// <summary>The agent is gone within a turn: it is started again with its conversation, once.</summary>
    private async Task AgentGoneAsync(Turn turn, string sentence, string cause, CancellationToken cancellationToken)
    {
        LogAgentGone(Session, turn.Id, turn.Attempts, cause);
        if (turn.Attempts >= 2)
        {
            await BreakAsync(turn, sentence, cause, cancellationToken);
        }
        else if (await EnsureAgentAsync(turn, cancellationToken) == AgentFound.Started)
        {
            await RetellAsync(turn, cancellationToken);
        }
    }

    /// <summary>Tells a newly started agent what its predecessor was at: the message, or to go on with it.</summary>
    private async Task RetellAsync(Turn turn, CancellationToken cancellationToken)
    {
        var taken = turn.PromptFile is { } file
            && (turn.State != TurnState.Typed || await holder.Agent!.HasTakenAsync(file, cancellationToken));
        var prompt = taken
            ? await parts.Workspaces.WriteGoOnAsync(turn, cancellationToken)
            : await parts.Workspaces.WriteTurnAsync(turn, cancellationToken);
        await TypeAsync(turn, prompt, said: null, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: turn {TurnId} found {State}; agent {Found}")]
    private partial void LogRecovered(SessionId sessionId, TurnId turnId, TurnState state, AgentFound found);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent did not start (try {Tries}): {Reason}")]
    private partial void LogNotStarted(SessionId sessionId, int tries, string reason);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: agent gone in turn {TurnId} (start {Attempts}): {Cause}")]
    private partial void LogAgentGone(SessionId sessionId, TurnId turnId, int attempts, string cause);

    /// <summary>Where the agent to type to came from.</summary>
    private enum AgentFound
    {
        None,
        Alive,
        Started,
    }
}
