namespace TmuxBuilder.Testing;

/// <summary>One answer of the model.</summary>
/// <param name="Stop">The stop reason; by default <c>tool_use</c> when a tool is called, else <c>end_turn</c>.</param>
public sealed record Step(IReadOnlyList<Block> Blocks, StubUsage Usage, string? Stop = null)
{
    internal string StopReason => Stop ?? (Blocks.Any(block => block is Block.ToolUse) ? "tool_use" : "end_turn");
}
