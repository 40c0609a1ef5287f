using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Core.Turns;

/// <summary>What tells messages that wait where they stand, whenever one before them is gone.</summary>
public static class QueuePositions
{
    /// <summary>The entries for all that wait behind a turn that has ended or was dropped.</summary>
    /// <param name="open">The session's open turns without it, in order.</param>
    public static IReadOnlyList<NewEntry> Behind(Turn gone, IReadOnlyList<Turn> open, DateTimeOffset now) =>
    [
        .. open.Index()
            .Where(place => place.Item.State == TurnState.Queued && place.Item.Number > gone.Number)
            .Select(place => ActivityFilter.Prepare(DeliveryEvents.Waiting(place.Item, place.Index), now)),
    ];
}
