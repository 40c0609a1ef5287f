namespace TmuxBuilder.Agent.Profiles;

/// <summary>What an agent's own records say. The agent could write them itself.</summary>
/// <param name="StatusAt">A mark that changes with the status.</param>
/// <param name="TranscriptLength">Bytes of its conversation's file; it only grows.</param>
/// <param name="InterruptedAt">Where in that file an interruption was told last; -1 when nowhere near its end.</param>
/// <param name="Version">The program's own version.</param>
internal sealed record AgentRecords(
    AgentStatus Status, long StatusAt, long TranscriptLength, long InterruptedAt, string? Version)
{
    public static AgentRecords None { get; } = new(AgentStatus.Unknown, 0, 0, -1, Version: null);
}
