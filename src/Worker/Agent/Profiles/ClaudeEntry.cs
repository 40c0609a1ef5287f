using System.Text.Json;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>What we read of a line of the CLI's transcript.</summary>
internal sealed record ClaudeEntry(string? Type, string? Subtype, ClaudeEntry.Said? Message)
{
    /// <summary>What was said, and by whom.</summary>
    internal sealed record Said(string? Role, JsonElement Content);
}
