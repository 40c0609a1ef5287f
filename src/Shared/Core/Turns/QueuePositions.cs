using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Turns;

/// <summary>Tells messages that wait where they stand, whenever one before them is gone.</summary>
public sealed class QueuePositions(ITurnStore turns, ActivityRecorder recorder)
{
    /// <summary>Tells all that wait behind <paramref name="gone"/>, which has ended or was dropped.</summary>
    public async Task TellAsync(Turn gone, LeaseToken? lease, CancellationToken cancellationToken)
    {
        var open = await turns.ListOpenAsync(gone.Session, cancellationToken);
        ActivityEvent[] events = [.. open.Index()
            .Where(place => place.Item.State == TurnState.Queued && place.Item.Number > gone.Number)
            .Select(place => DeliveryEvents.Waiting(place.Item, place.Index))];
        if (events.Length > 0)
        {
            await recorder.RecordAsync(gone.Session, events, lease, cancellationToken);
        }
    }
}
