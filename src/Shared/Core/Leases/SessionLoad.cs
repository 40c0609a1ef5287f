using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Leases;

/// <summary>The turns of a session that have not ended.</summary>
/// <param name="Queued">Turns that wait.</param>
/// <param name="Running">The state of the one that runs, if any.</param>
/// <param name="OldestQueued">When the oldest of those that wait was stored, to the millisecond.</param>
public sealed record SessionLoad(SessionId Session, int Queued, TurnState? Running, DateTimeOffset? OldestQueued)
{
    /// <summary>Whether it takes one of its worker's places.</summary>
    public bool IsAtWork => Running?.IsTimed == true;
}
