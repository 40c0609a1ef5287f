using System.Text.Json.Nodes;

namespace TmuxBuilder.Testing;

/// <summary>A piece of a scripted answer. A closed family.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>Assistant text.</summary>
    public sealed record Text(string Value) : Block;

    /// <summary>A call of one of the agent's tools.</summary>
    public sealed record ToolUse(string Name, JsonNode Input) : Block;

    /// <summary>Nothing is sent until the gate is open; what came before has been flushed.</summary>
    public sealed record Hold(string Gate) : Block;
}
