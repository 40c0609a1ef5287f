namespace TmuxBuilder.DemoAgent.Wire;

/// <summary>What a tool was called with: <paramref name="Command"/> for Bash, else a file.</summary>
internal sealed record ToolInput(string? FilePath = null, string? Content = null, string? Command = null);
