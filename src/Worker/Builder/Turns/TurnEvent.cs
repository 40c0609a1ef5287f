namespace TmuxBuilder.Builder.Turns;

/// <summary>What moves a turn.</summary>
internal enum TurnEvent
{
    /// <summary>Its instruction is about to be typed, for the first time or again.</summary>
    Typing,

    /// <summary>The agent took the instruction.</summary>
    Taken,

    /// <summary>The agent was seen at work.</summary>
    WorkSeen,

    /// <summary>The agent asked the client something.</summary>
    Asked,

    /// <summary>It cannot go on before a time.</summary>
    SetAside,

    /// <summary>The agent ended its work, and what it published is to be checked.</summary>
    ToProve,

    /// <summary>The agent ended its work.</summary>
    Finished,

    /// <summary>The check of what it published is over.</summary>
    Proved,

    /// <summary>It cannot be finished.</summary>
    Broken,

    /// <summary>The client or an admin called it off.</summary>
    CalledOff,

    /// <summary>Its time is over.</summary>
    TimeOver,
}
