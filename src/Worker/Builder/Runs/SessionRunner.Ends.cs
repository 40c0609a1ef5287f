using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>The ends of a turn.</content>
internal sealed partial class SessionRunner
{
    private Task BreakAsync(Turn turn, string sentence, string cause, CancellationToken cancellationToken) =>
        FailAsync(turn, TurnEvent.Broken, sentence, cause, cancellationToken);

    /// <summary>Ends the turn badly; what is known of its agent is stored before, for admins.</summary>
    private async Task FailAsync(
        Turn turn, TurnEvent happened, string sentence, string cause, CancellationToken cancellationToken)
    {
        var redacted = SecretRedactor.Redact(cause);
        var ended = turn with { Reason = sentence, Cause = redacted };
        await KeepDiagnosisAsync(
            ended with { State = TurnMachine.Next(turn.State, happened) ?? turn.State }, cancellationToken);
        await EndAsync(
            turn,
            happened,
            new TurnStep(
                Receipts.Of(turn, Delivery.Failed, sentence),
                new ActivityEvent(ActivityTypes.Error, sentence, Turn: turn.Id, TraceId: turn.TraceId))
            {
                Change = next => next with { Reason = sentence, Cause = redacted, ParkedUntil = null },
                Delivery = Delivery.Failed,
                Reply = await LeftUncheckedAsync(turn, parts.Endings.Line(turn, sentence), cancellationToken),
            },
            cancellationToken);
    }

    /// <param name="traceId">The call that asked for it; the turn's own when that is unknown.</param>
    private async Task CallOffAsync(
        Turn turn, string sentence, string? traceId, CancellationToken cancellationToken)
    {
        await StopProvingAsync();
        var calledOff = new ActivityEvent(
            ActivityTypes.Status,
            sentence,
            Turn: turn.Id,
            TraceId: traceId ?? turn.TraceId,
            Status: new StatusPatch("idle", null, sentence));
        await EndAsync(
            turn,
            TurnEvent.CalledOff,
            new TurnStep(
                Receipts.Of(turn with { TraceId = calledOff.TraceId }, Delivery.Failed, sentence), calledOff)
            {
                Change = ended => ended with { Reason = sentence, ParkedUntil = null, Question = null },
                Delivery = Delivery.Failed,
                Reply = await UnprovedReplyAsync(turn, sentence, cancellationToken),
            },
            cancellationToken);
    }

    private async Task StepAsync(Turn turn, TurnEvent happened, TurnStep step, CancellationToken cancellationToken)
    {
        if (!await steps.StepAsync(turn, happened, step, Owned, cancellationToken))
        {
            throw new InvalidOperationException($"{happened} means nothing for a turn that is {turn.State}.");
        }
    }

    private async Task EndAsync(Turn turn, TurnEvent happened, TurnStep step, CancellationToken cancellationToken)
    {
        using (Trace.Begin(Traces.End))
        {
            await CloseAsync(turn, happened, step, cancellationToken);
        }

        Trace.Leave();
    }

    private async Task CloseAsync(Turn turn, TurnEvent happened, TurnStep step, CancellationToken cancellationToken)
    {
        await Usage.CloseAsync(turn, cancellationToken);
        var rests = startFailures == 0 && holder.Agent is not null;
        await StepAsync(turn, happened, step with { Session = rests ? SessionState.Ready : null }, cancellationToken);
        (failures, setbacks, lookAt, lastReport) = (0, 0, null, null);
        ReleasePlace();
        LogEnded(Session, turn.Id, happened);
        if (TurnMachine.Next(turn.State, happened) is { } state)
        {
            parts.Instruments.TurnEnded(state, Now - turn.CreatedAt);
        }

        Note();
        await SettleDeploysAsync(cancellationToken);
        await parts.Workspaces.MirrorAsync(Session, cancellationToken);
        await CheckpointTurnAsync(turn, cancellationToken);
    }

    /// <summary>Of a deploy under way its own end is waited for: it settles what it leaves.</summary>
    private async Task SettleDeploysAsync(CancellationToken cancellationToken)
    {
        if (await Deploys.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            try
            {
                await parts.Leftovers.SettleAsync(this, Owned, cancellationToken);
                await parts.Proofs.SettleAsync(this, Owned, cancellationToken);
            }
            finally
            {
                Deploys.Release();
            }
        }
    }

    /// <summary>
    /// Returns when it is proved that nothing works on the turn any more: its agent stopped, or its processes are gone.
    /// An agent whose turn is parked, or checked, rests already.
    /// </summary>
    private async Task ProveStoppedAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (holder.Agent is { } agent
            && (turn.State is TurnState.Parked or TurnState.Checking
                || await agent.InterruptAsync(cancellationToken) == InterruptOutcome.Interrupted))
        {
            return;
        }

        await EndAgentAsync(cancellationToken);
    }

    private async Task EndAgentAsync(CancellationToken cancellationToken)
    {
        await holder.EndAsync(cancellationToken);
        mayAdopt = false;
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: turn {TurnId} ended: {How}")]
    private partial void LogEnded(SessionId sessionId, TurnId turnId, TurnEvent how);
}
