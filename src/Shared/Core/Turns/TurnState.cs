namespace TmuxBuilder.Core.Turns;

/// <summary>The life of a turn: queued → typed → accepted → working → one of the four ends.</summary>
public enum TurnState
{
    Queued,

    /// <summary>The instruction is being, or was, typed; nothing has acknowledged it yet.</summary>
    Typed,

    /// <summary>The agent took the instruction.</summary>
    Accepted,
    Working,

    /// <summary>The agent asked a question; clocks stand still.</summary>
    Waiting,

    /// <summary>Set aside until a time, for a reason (a limit of the model).</summary>
    Parked,

    /// <summary>The agent ended its work; what it published is looked at before the turn ends.</summary>
    Checking,
    Done,
    Failed,
    Cancelled,
    TimedOut,
}
