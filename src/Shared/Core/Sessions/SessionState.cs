namespace TmuxBuilder.Core.Sessions;

/// <summary>Where a session stands. <c>Archived</c> is a flag beside it, not a state.</summary>
public enum SessionState
{
    /// <summary>Created; work on its initial request has not begun.</summary>
    Initializing,

    /// <summary>Idle: its next message runs at once.</summary>
    Ready,

    /// <summary>A turn runs.</summary>
    Working,

    /// <summary>The agent asked the client something.</summary>
    Waiting,

    /// <summary>Messages are taken and queued, none is run.</summary>
    Paused,

    /// <summary>No process; wakes on the next message.</summary>
    Hibernated,

    /// <summary>The agent cannot be started; the reason is kept and it is tried again with growing delay.</summary>
    Failed,

    /// <summary>Ended by an admin; the next message reopens it.</summary>
    Completed,

    /// <summary>Removed but restorable.</summary>
    Deleted,

    /// <summary>Everything it made is being removed.</summary>
    Purging,

    /// <summary>Gone; only its receipt is left.</summary>
    Purged,
}
