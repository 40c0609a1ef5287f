namespace TmuxBuilder.Builder.Workspaces;

/// <summary>A line of <c>chat_history.jsonl</c>; its time is UTC and so is written with a <c>Z</c>.</summary>
internal sealed record ChatFileLine(string Role, string Content, DateTime Timestamp);
