namespace TmuxBuilder.Core.Turns;

/// <summary>
/// What may go wrong within a turn without ending it. Each kind is borne so many times, then the turn fails.
/// </summary>
public enum SetbackKind
{
    /// <summary>
    /// The agent ended, did not take its line or showed a dialog nobody answers; it was started again.
    /// </summary>
    AgentLost,

    /// <summary>The worker's process was lost, and the agent with it.</summary>
    WorkerLost,

    /// <summary>The session's folder was gone.</summary>
    FilesLost,

    /// <summary>Nothing was seen of the agent for too long; it was nudged.</summary>
    Stalled,

    /// <summary>The model failed, after the agent's own retries; it was asked again.</summary>
    ModelFailed,

    /// <summary>The model has too much to do or a limit is reached; the turn was parked.</summary>
    ModelLimited,

    /// <summary>The model refused our key or account; the turn was parked.</summary>
    KeyRefused,

    /// <summary>A budget is spent; the turn was parked until it is raised, or begins anew.</summary>
    OverBudget,
}
