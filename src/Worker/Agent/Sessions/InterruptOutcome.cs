namespace TmuxBuilder.Agent.Sessions;

/// <summary>How an agent was stopped in what it did.</summary>
public enum InterruptOutcome
{
    /// <summary>It is proved to have stopped, lives and takes input.</summary>
    Interrupted,

    /// <summary>
    /// Nothing proved that it stopped, so its processes were killed; <see cref="AgentSignal.Exited"/> follows.
    /// </summary>
    Killed,

    /// <summary>It was gone already.</summary>
    Gone,
}
