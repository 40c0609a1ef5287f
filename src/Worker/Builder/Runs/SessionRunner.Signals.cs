using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// What the agent was seen to do, and the rest when there is nothing to do. Trouble has a part of its own.
/// </content>
internal sealed partial class SessionRunner
{
    private const int MostSummaries = 10;

    private (TurnId? Turn, int Shown) summaries;

    private LeaseToken Owned =>
        Lease ?? throw new OwnershipLostException(leaseLost: true, "The session is not this worker's.");

    private async Task SeenAsync(AgentSignal signal, CancellationToken cancellationToken)
    {
        switch (signal)
        {
            case AgentSignal.Typed(var line)
                when steps.Current is { State: TurnState.Typed, PromptFile: { } file } typed
                    && InstructionFor(file).IsPrompt(line):
                EnterPressed(typed);
                break;
            case AgentSignal.Accepted(var prompt)
                when steps.Current is { State: TurnState.Typed, PromptFile: { } file } typed
                    && InstructionFor(file).IsPrompt(prompt):
                await TakenAsync(typed, cancellationToken);
                break;
            case AgentSignal.NotTaken(var line)
                when steps.Current is { State: TurnState.Typed, PromptFile: { } file } typed
                    && InstructionFor(file).IsPrompt(line):
                await NotTakenAsync(typed, cancellationToken);
                break;
            case AgentSignal.ToolStarted(_, var summary) when steps.Current is { State: not TurnState.Typed } turn:
                await WorkSeenAsync(cancellationToken);
                if (!summary.Contains("./notify.sh", StringComparison.Ordinal))
                {
                    // What the agent says with it is a line of its own.
                    Pump.Post(new ActivityEvent(ActivityTypes.Working, summary, Turn: turn.Id, TraceId: turn.TraceId));
                }

                break;
            case AgentSignal.Stopped(var lastMessage) when steps.Current is { } turn:
                await FinishAsync(turn, lastMessage, cancellationToken);
                break;
            default:
                await TroubleSeenAsync(signal, cancellationToken);
                break;
        }
    }

    private void EnterPressed(Turn turn)
    {
        Trace.Await(Traces.Accepting);
        if (turn is { Attempts: 1, StartedAt: null })
        {
            parts.Instruments.EnterPressed(Now - turn.CreatedAt);
        }
    }

    private async Task TakenAsync(Turn turn, CancellationToken cancellationToken)
    {
        (failures, setbacks) = (0, 0);
        Trace.Arrived();
        var first = turn.StartedAt is null;
        IReadOnlyList<ActivityEvent> events = first ? [Receipts.Of(turn, Delivery.Accepted)] : [];
        await StepAsync(
            turn,
            TurnEvent.Taken,
            new TurnStep(events)
            {
                Change = taken => taken with { StartedAt = taken.StartedAt ?? Now },
                Delivery = first ? Delivery.Accepted : null,
            },
            cancellationToken);
    }

    private async Task WorkSeenAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is { State: TurnState.Typed, PromptFile: { } file } typed
            && holder.Agent is { } agent
            && await agent.HasTakenAsync(InstructionFor(file), cancellationToken))
        {
            // What it says by script may overtake the hook by which it took the line.
            await TakenAsync(typed, cancellationToken);
        }

        if (steps.Current is { State: TurnState.Accepted } turn)
        {
            await StepAsync(
                turn,
                TurnEvent.WorkSeen,
                new TurnStep(Receipts.Of(turn, Delivery.Working)) { Delivery = Delivery.Working },
                cancellationToken);
        }
    }

    /// <summary>
    /// The agent says that its summary is written: it is shown at once, unless it was before or the turn has shown
    /// many.
    /// </summary>
    private async Task ShowSummaryAsync(CancellationToken cancellationToken)
    {
        await WorkSeenAsync(cancellationToken);
        if (steps.Current is { State: TurnState.Working } turn
            && (summaries.Turn != turn.Id || summaries.Shown < MostSummaries)
            && await parts.Endings.NewSummaryAsync(turn, cancellationToken) is { } summary)
        {
            summaries = (turn.Id, summaries.Turn == turn.Id ? summaries.Shown + 1 : 1);
            var shown = new ActivityEvent(ActivityTypes.Summary, summary, Turn: turn.Id, TraceId: turn.TraceId);
            await steps.SayAsync(
                turn, new TurnStep(shown) { Reply = parts.Endings.Line(turn, summary) }, Owned, cancellationToken);
        }
    }

    private async Task FinishAsync(Turn turn, string? lastMessage, CancellationToken cancellationToken)
    {
        if (TurnMachine.Next(turn.State, TurnEvent.Finished) is null)
        {
            // The end of an earlier instruction, or of the question the turn waits for.
            return;
        }

        if (Deploys.CurrentCount == 0 || await parts.Proofs.ListAsync(turn, cancellationToken) is not [])
        {
            await ToProveAsync(turn, lastMessage, cancellationToken);
            return;
        }

        var (reply, summary) = await parts.Endings.ComposeAsync(turn, lastMessage, cancellationToken);
        await EndAsync(
            turn,
            TurnEvent.Finished,
            new TurnStep(EndingOf(turn, summary, CheckWords.Complete)) { Delivery = Delivery.Answered, Reply = reply },
            cancellationToken);
    }

    /// <summary>What is told at the end of a turn that ends well.</summary>
    private static IReadOnlyList<ActivityEvent> EndingOf(Turn turn, string? summary, string done)
    {
        var receipt = Receipts.Of(turn, Delivery.Answered);
        var end = new ActivityEvent(ActivityTypes.Done, done, Turn: turn.Id, TraceId: turn.TraceId);
        return summary is null
            ? [receipt, end]
            : [
                new ActivityEvent(ActivityTypes.Summary, summary, Turn: turn.Id, TraceId: turn.TraceId), receipt, end,
            ];
    }

    /// <summary>Nothing to do: adopt what a process before us left, say so, and let the idle clock run.</summary>
    private async Task IdleAsync(CancellationToken cancellationToken)
    {
        var session = await parts.Sessions.FindAsync(Session, cancellationToken);
        if (session is null or { IsGone: true })
        {
            await holder.EndAsync(cancellationToken);
            return;
        }

        await SettleDeploysAsync(cancellationToken);
        await EndStrandedAsync(cancellationToken);
        if (holder.Agent is null && mayAdopt && session.ConversationId is not null)
        {
            mayAdopt = await holder.AdoptAsync(await StartOfAsync(session, cancellationToken), cancellationToken);
        }

        if (holder.Agent is null)
        {
            // A worker before us may have died between a turn's end and storing what came of it, and the agent with it.
            await CheckpointAsync(cancellationToken);
        }

        var rest = holder.Agent is null ? SessionState.Hibernated : SessionState.Ready;
        if (session.State is SessionState.Working or SessionState.Waiting
            || (session.State is SessionState.Ready or SessionState.Hibernated && session.State != rest))
        {
            await parts.Book.SetStateAsync(Owned, rest, null, cancellationToken);
        }

        restingSince = holder.Agent is null ? null : Now;
    }

    private async Task HibernateAsync(CancellationToken cancellationToken)
    {
        restingSince = null;
        if (steps.Current?.State.IsTimed == true)
        {
            return;
        }

        await EndAgentAsync(cancellationToken);
        await CheckpointAsync(cancellationToken);
        if (steps.Current is null)
        {
            await parts.Book.SetStateAsync(Owned, SessionState.Hibernated, null, cancellationToken);
        }

        LogHibernated(Session);
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId} hibernates")]
    private partial void LogHibernated(SessionId sessionId);
}
