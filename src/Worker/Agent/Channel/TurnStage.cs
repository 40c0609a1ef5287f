namespace TmuxBuilder.Agent.Channel;

/// <summary>How far the agent is with the instruction it was given last.</summary>
internal enum TurnStage
{
    /// <summary>It has ended it, or there was none.</summary>
    Ended,

    /// <summary>It was typed; nothing shows yet that it was taken.</summary>
    Typed,

    /// <summary>It was taken.</summary>
    Taken,
}
