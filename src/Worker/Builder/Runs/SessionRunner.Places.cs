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
    private long toldWait;
    private bool hasPlace;

    /// <summary>
    /// Since when it has waited for a place that another worker may give as well; <see langword="null"/> when it does
    /// not. Read from any thread.
    /// </summary>
    public DateTimeOffset? WaitsSince =>
        Volatile.Read(ref toldWait) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    // A question's answer is for the agent that asked; a turn that was begun goes on where its agent is to be.
    private bool MayGoElsewhere => place is not null && !hasPlace && Lease is not null && leaveAt is null
        && takenOver is null && steps.Current is null or { State: TurnState.Parked };

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

    /// <summary>Tells whoever waits for its first message how many are before it, when that has changed.</summary>
    private async Task MovedUpAsync(int position, CancellationToken cancellationToken)
    {
        if (place is null || hasPlace || position == toldPosition || steps.Current is not null
            || await NextTurnAsync(cancellationToken) is not { } next)
        {
            return;
        }

        toldPosition = position;
        Pump.Post(DeliveryEvents.Waiting(next, position));
    }

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

    /// <summary>The session waits here for a place and another worker has one: it gets it, with all it needs.</summary>
    private async Task GiveAsync(WorkerId target, CancellationToken cancellationToken)
    {
        if (MayGoElsewhere)
        {
            await HandOverAsync(target, cancellationToken);
            Forget();
        }
    }

    private void NoteWait() => Volatile.Write(ref toldWait, MayGoElsewhere ? waitingSince.UtcTicks : 0);

    [LoggerMessage(LogLevel.Information, "Session {SessionId} has to wait here and is passed on to {WorkerId}")]
    private partial void LogPassedOn(SessionId sessionId, string workerId);
}
