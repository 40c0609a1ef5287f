namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>Where an agent stands.</summary>
internal enum AgentPhase
{
    /// <summary>Its process was started; it does not take input yet.</summary>
    Starting,

    /// <summary>It says that it takes input and is left alone for a moment.</summary>
    Settling,

    /// <summary>It takes input and does nothing.</summary>
    Idle,

    /// <summary>An instruction is being typed.</summary>
    Typing,

    /// <summary>Enter was pressed; nothing shows yet that the line was taken.</summary>
    AwaitingAcceptance,

    /// <summary>It works.</summary>
    Busy,

    /// <summary>It was told to stop what it does; nothing proves yet that it did.</summary>
    Interrupting,

    /// <summary>It was asked to end.</summary>
    Ending,

    /// <summary>Its process is gone.</summary>
    Gone,
}
