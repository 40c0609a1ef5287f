namespace TmuxBuilder.Builder.Workspaces;

/// <summary>A line of <c>chat_history.jsonl</c>.</summary>
internal sealed record ChatFileLine(string Role, string Content, DateTimeOffset Timestamp);
