namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>What an input came to.</summary>
internal sealed record AgentStep(AgentState State, params IReadOnlyList<AgentEffect> Effects);
