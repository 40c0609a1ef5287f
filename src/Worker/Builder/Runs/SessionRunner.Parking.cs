using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// Turns set aside until the model can be asked again. Their time stands still; the store knows until when.
/// </content>
internal sealed partial class SessionRunner
{
    private const int LongestParkTimes = 16;
    private static readonly TimeSpan ShortestPark = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPark = TimeSpan.FromHours(24);

    // The key that was refused by this process; after a restart every key is worth a try.
    private string? refusedKey;

    /// <summary>Sets the turn aside, unless it was for the same kind of reason too often.</summary>
    private async Task ParkAsync(
        Turn turn, ModelFault fault, TimeSpan? retryAfter, string cause, CancellationToken cancellationToken)
    {
        var kind = fault == ModelFault.KeyRefused ? SetbackKind.KeyRefused : SetbackKind.ModelLimited;
        var times = turn.Suffered(kind);
        if (times >= parts.Options.MaxParkings)
        {
            await BreakAsync(turn, Sentences.ModelFailed(fault), cause, cancellationToken);
            return;
        }

        refusedKey = kind == SetbackKind.KeyRefused ? parts.Keys.Mark : refusedKey;
        var until = Times.WholeSecond(Now + ParkFor(kind, times, retryAfter));
        await SetAsideAsync(turn, kind, until, Sentences.Parked(fault, until), cause, cancellationToken);
    }

    private async Task SetAsideAsync(
        Turn turn,
        SetbackKind kind,
        DateTimeOffset until,
        string sentence,
        string cause,
        CancellationToken cancellationToken)
    {
        var now = Now;
        var setback = new Setback(now, kind, SecretRedactor.Redact(cause));
        await StepAsync(
            turn,
            TurnEvent.SetAside,
            new TurnStep(
                DeliveryEvents.Parked(turn, ReceiptOf(turn.State), until, sentence),
                new ActivityEvent(
                    ActivityTypes.Status,
                    sentence,
                    Turn: turn.Id,
                    TraceId: turn.TraceId,
                    Status: new StatusPatch("parked", Message: sentence)))
            {
                Change = parked => parked.With(setback) with { ParkedUntil = until, Reason = sentence },

                // Once in the chat; the receipt and the status tell of every time.
                Reply = turn.Suffered(kind) == 0 ? parts.Endings.Line(turn, sentence) : null,
            },
            cancellationToken);
        LogParked(Session, turn.Id, kind, until);
        (lookAt, restingSince) = (until, now);
        ReleasePlace();
        await parts.Workspaces.MirrorAsync(Session, cancellationToken);
    }

    /// <summary>
    /// Waits for the turn's time, or for another key; a paused session, or one taken over, takes nothing up.
    /// </summary>
    private async Task AwaitParkedAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (IsForBudget(turn))
        {
            await AwaitBudgetAsync(turn, cancellationToken);
        }
        else if (!IsOver(turn))
        {
            lookAt = turn.ParkedUntil;
        }
        else if (takenOver is null && !await IsPausedAsync(cancellationToken))
        {
            await RequestPlaceAsync(cancellationToken);
        }
    }

    /// <summary>There is a place for the parked turn: its agent is told to go on.</summary>
    private async Task TakeUpAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!(IsForBudget(turn) ? await MayGoOnAsync(turn, cancellationToken) : IsOver(turn))
            || takenOver is not null || await IsPausedAsync(cancellationToken))
        {
            ReleasePlace();
            await AwaitParkedAsync(turn, cancellationToken);
        }
        else if (await EnsureAgentAsync(turn, cancellationToken) != AgentFound.None)
        {
            await RetellAsync(turn, GoOnReason.ModelAway, cancellationToken);
        }
    }

    private bool IsOver(Turn turn) =>
        turn.ParkedUntil is not { } until
        || until <= Now
        || (turn.Setbacks is [.., { Kind: SetbackKind.KeyRefused }] && parts.Keys.Mark is { } key && key != refusedKey);

    private async Task<bool> IsPausedAsync(CancellationToken cancellationToken) =>
        await parts.Sessions.FindAsync(Session, cancellationToken) is { State: SessionState.Paused };

    private TimeSpan ParkFor(SetbackKind kind, int times, TimeSpan? retryAfter)
    {
        var options = parts.Options;
        var delay = retryAfter ?? (kind == SetbackKind.KeyRefused
            ? options.KeyRetry
            : Times.BackOff(options.ParkDelay, times + 1, options.ParkDelay * LongestParkTimes));
        return delay < ShortestPark ? ShortestPark : delay > LongestPark ? LongestPark : delay;
    }

    /// <summary>How far the message of a turn in that state has come.</summary>
    private static Delivery ReceiptOf(TurnState state) => state switch
    {
        TurnState.Working => Delivery.Working,
        TurnState.Accepted => Delivery.Accepted,
        _ => Delivery.Typed,
    };

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: turn {TurnId} is parked ({Kind}) until {Until}")]
    private partial void LogParked(SessionId sessionId, TurnId turnId, SetbackKind kind, DateTimeOffset until);
}
