using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// What changes with every event of a session, kept apart from <see cref="Session"/> so that list rows stay still:
/// the numbers of its log and queue, the lease's epoch, and the live status a refresh restores.
/// </summary>
public sealed record SessionHead
{
    public required SessionId Session { get; init; }

    /// <summary>The epoch of the newest lease; a worker's write with another is refused.</summary>
    public long Epoch { get; init; }

    /// <summary>The number of the newest activity entry, 0 before the first.</summary>
    public long LastSeq { get; init; }

    /// <summary>Turns that wait.</summary>
    public int Queued { get; init; }

    /// <summary>The turn that is neither queued nor ended, if any.</summary>
    public TurnId? RunningTurn { get; init; }

    /// <summary>The state of the running turn, else of the one that ended last.</summary>
    public TurnState? TurnState { get; init; }

    /// <summary>Chat lines stored.</summary>
    public int ChatCount { get; init; }

    public string Phase { get; init; } = "";

    /// <summary>0–100.</summary>
    public int Progress { get; init; }

    public string StatusMessage { get; init; } = "";
}
