namespace TmuxBuilder.Agent.Diagnosis;

/// <summary>Something about an agent, and when it was seen.</summary>
public sealed record AgentNote(DateTimeOffset At, string Text);
