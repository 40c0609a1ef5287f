namespace TmuxBuilder.Agent.Profiles;

/// <summary>What an agent says of itself.</summary>
internal enum AgentStatus
{
    /// <summary>It does not say.</summary>
    Unknown,

    /// <summary>It waits for an instruction.</summary>
    Idle,

    /// <summary>It works.</summary>
    Busy,

    /// <summary>It waits for somebody at its terminal.</summary>
    Waiting,
}
