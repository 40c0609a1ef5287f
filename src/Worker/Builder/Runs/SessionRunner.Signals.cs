using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>What the agent was seen to do, and the rest when there is nothing to do.</content>
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
            case AgentSignal.Accepted(var prompt)
                when steps.Current is { State: TurnState.Typed, PromptFile: { } file } typed
                    && prompt.Contains(file, StringComparison.Ordinal):
                await TakenAsync(typed, cancellationToken);
                break;
            case AgentSignal.NotTaken(var line)
                when steps.Current is { State: TurnState.Typed, PromptFile: { } file } typed
                    && line.Contains(file, StringComparison.Ordinal):
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
            case AgentSignal.TurnFailed failed when steps.Current is { } turn:
                await ModelFailedAsync(turn, failed.Error, failed.Message, cancellationToken);
                break;
            case AgentSignal.Exited exited:
                await ExitedAsync(exited.Status, cancellationToken);
                break;
            default:
                // Ready, ended tools, and what concerns no turn of ours.
                break;
        }
    }

    private async Task TakenAsync(Turn turn, CancellationToken cancellationToken)
    {
        (failures, setbacks) = (0, 0);
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
            && await agent.HasTakenAsync(file, cancellationToken))
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
    /// The agent says that its summary is written: it is shown at once, unless it was before or the turn has shown many.
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

    private async Task AskAsync(RunnerEvent.Asked asked, CancellationToken cancellationToken)
    {
        await WorkSeenAsync(cancellationToken);
        if (steps.Current is not { State: TurnState.Working } turn)
        {
            return;
        }

        var question = new Question(QuestionId.New(parts.Time), turn.Id, asked.Text, asked.Choices, asked.Default, Now);
        await StepAsync(
            turn,
            TurnEvent.Asked,
            new TurnStep(Questions.Event(question, turn.TraceId))
            {
                Change = waiting => waiting with { Question = question.Id },
                Reply = parts.Endings.Line(turn, asked.Text),
            },
            cancellationToken);
        (turnEnds, idleUntil) = (null, Now + parts.Options.IdleTimeout);
        ReleasePlace();
        await parts.Book.SetStateAsync(Owned, SessionState.Waiting, null, cancellationToken);
    }

    private async Task FinishAsync(Turn turn, string? lastMessage, CancellationToken cancellationToken)
    {
        if (TurnMachine.Next(turn.State, TurnEvent.Finished) is null)
        {
            // The end of an earlier instruction, or of the question the turn waits for.
            return;
        }

        var (reply, summary) = await parts.Endings.ComposeAsync(turn, lastMessage, cancellationToken);
        var done = new ActivityEvent(ActivityTypes.Done, "Complete", Turn: turn.Id, TraceId: turn.TraceId);
        IReadOnlyList<ActivityEvent> events = summary is null
            ? [Receipts.Of(turn, Delivery.Answered), done]
            : [new ActivityEvent(ActivityTypes.Summary, summary, Turn: turn.Id, TraceId: turn.TraceId), Receipts.Of(turn, Delivery.Answered), done];
        await EndAsync(
            turn,
            TurnEvent.Finished,
            new TurnStep(events) { Delivery = Delivery.Answered, Reply = reply },
            cancellationToken);
    }

    private async Task ModelFailedAsync(Turn turn, string error, string message, CancellationToken cancellationToken)
    {
        if (turn.State == TurnState.Waiting)
        {
            return;
        }

        if (Sentences.NeedsAdmin(error))
        {
            LogModelRefused(Session, error);
            var warning = new ActivityEvent(ActivityTypes.Warning, $"The model refused: {error}. {message}", Turn: turn.Id, AdminsOnly: true);
            await Pump.PostAsync(warning, cancellationToken);
        }

        await BreakAsync(turn, Sentences.ModelFailed(error), $"{error}: {message}", cancellationToken);
    }

    private async Task ExitedAsync(int? status, CancellationToken cancellationToken)
    {
        await holder.LetGoAsync();
        if (steps.Current is { State: not TurnState.Waiting } turn)
        {
            var cause = $"The agent's process ended with status {status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}.";
            await AgentGoneAsync(turn, Sentences.Died, cause, cancellationToken);
        }
    }

    private async Task TimeOutAsync(CancellationToken cancellationToken)
    {
        turnEnds = null;
        if (steps.Current is { } turn)
        {
            await InterruptAsync(cancellationToken);
            await FailAsync(
                turn, TurnEvent.TimeOver, Sentences.TimedOut, $"No end within {parts.Options.TurnTimeout}.", cancellationToken);
        }
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
        if (holder.Agent is null && mayAdopt && session.ConversationId is not null)
        {
            mayAdopt = await holder.AdoptAsync(await StartOfAsync(session, cancellationToken), cancellationToken);
        }

        var rest = holder.Agent is null ? SessionState.Hibernated : SessionState.Ready;
        if (session.State is SessionState.Working or SessionState.Waiting
            || (session.State is SessionState.Ready or SessionState.Hibernated && session.State != rest))
        {
            await parts.Book.SetStateAsync(Owned, rest, null, cancellationToken);
        }

        idleUntil = holder.Agent is null ? null : Now + parts.Options.IdleTimeout;
    }

    private async Task HibernateAsync(CancellationToken cancellationToken)
    {
        idleUntil = null;
        if (steps.Current is { State: not TurnState.Waiting })
        {
            return;
        }

        await holder.EndAsync(cancellationToken);
        mayAdopt = false;
        await CheckpointAsync(cancellationToken);
        if (steps.Current is null)
        {
            await parts.Book.SetStateAsync(Owned, SessionState.Hibernated, null, cancellationToken);
        }

        LogHibernated(Session);
    }

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: the model refused our key or model ({Error}); turns fail until that is mended")]
    private partial void LogModelRefused(SessionId sessionId, string error);

    [LoggerMessage(LogLevel.Information, "Session {SessionId} hibernates")]
    private partial void LogHibernated(SessionId sessionId);
}
