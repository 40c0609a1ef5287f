using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// A place among the agents that may work at once: asked for, granted later, given up; or, when other workers have one
/// and this has none, the session goes there.
/// </content>
internal sealed partial class SessionRunner
{
    private IDisposable? place;
    private DateTimeOffset waitingSince;
    private Waiting? who;
    private int placeRequest;
    private int toldPosition;
    private bool hasPlace;

    // A question's answer is for the agent that asked; a turn that was begun goes on where its agent is to be.
    private bool MayGoElsewhere => place is not null && !hasPlace && Lease is not null && leaveAt is null
        && takenOver is null && steps.Current is null or { State: TurnState.Parked }
        && Now - waitingSince >= parts.Options.Admission.GiveAfter;

    private async Task RequestPlaceAsync(CancellationToken cancellationToken)
    {
        if (place is null)
        {
            var asks = await WhoAsync(cancellationToken);
            var request = ++placeRequest;
            (waitingSince, toldPosition) = (Now, 0);
            place = parts.Slots.Request(asks, () => mailbox.Writer.TryWrite(new RunnerEvent.PlaceGranted(request)));
        }
    }

    /// <summary>Takes a place that is free: then nothing has changed since it was found what for.</summary>
    private async Task<bool> TakePlaceAsync(CancellationToken cancellationToken)
    {
        if (place is not null || parts.Slots.TryTake(await WhoAsync(cancellationToken)) is not { } free)
        {
            return false;
        }

        (place, hasPlace) = (free, true);
        return true;
    }

    private Task GrantedAsync(int request, CancellationToken cancellationToken)
    {
        if (place is null || request != placeRequest)
        {
            // Of a request that was taken back.
            return Task.CompletedTask;
        }

        hasPlace = true;
        return PlacedAsync(cancellationToken);
    }

    private void ReleasePlace()
    {
        place?.Dispose();
        (place, hasPlace) = (null, false);
    }

    private async Task<Waiting> WhoAsync(CancellationToken cancellationToken) =>
        who ??= await parts.Sessions.FindAsync(Session, cancellationToken) is { } session
            ? new Waiting(Session.Short, Waiting.ClientOf(session))
            : new Waiting(Session.Short, "");

    /// <summary>
    /// Nobody has the session, this worker is full and another is not: it is rung for there, and stays nobody's. What
    /// is to be done beside turns is done here.
    /// </summary>
    private async Task<bool> PassedOnAsync(CancellationToken cancellationToken)
    {
        if (Lease is not null
            || !parts.Slots.IsFull
            || await parts.Leases.FindAsync(Session, cancellationToken) is { Worker: not null }
            || await parts.Commands.ListPendingAsync(Session, Now, cancellationToken) is not []
            || await parts.Turns.ListOpenAsync(Session, cancellationToken) is []
            || parts.Neighbours.Take() is not { } target
            || !await parts.Doorbell.RingAtAsync(Session, target, cancellationToken))
        {
            return false;
        }

        LogPassedOn(Session, target.Value);
        return true;
    }

    /// <summary>
    /// It waits here, where so many get a place before: whoever waits is told when that has changed, or goes to another
    /// worker that has a place now.
    /// </summary>
    private async Task InLineAsync(int position, CancellationToken cancellationToken)
    {
        if (MayGoElsewhere && parts.Neighbours.Take() is { } target)
        {
            if (await HandOverAsync(target, cancellationToken))
            {
                Forget();
            }
            else
            {
                waitingSince = Now;
            }
        }
        else if (place is not null && !hasPlace && position != toldPosition && steps.Current is null
            && await NextTurnAsync(cancellationToken) is { } next)
        {
            toldPosition = position;
            Pump.Post(DeliveryEvents.Waiting(next, position));
        }
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId} has to wait here and is passed on to {WorkerId}")]
    private partial void LogPassedOn(SessionId sessionId, string workerId);
}
