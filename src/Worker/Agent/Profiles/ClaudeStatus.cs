namespace TmuxBuilder.Agent.Profiles;

/// <summary>What we read of the CLI's status file, <c>sessions/{pid}.json</c>.</summary>
internal sealed record ClaudeStatus(string? SessionId, string? Status, long? UpdatedAt, string? Version);
