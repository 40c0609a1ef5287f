namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// What the agent's hooks say. A claim: the agent can run the hook script itself, so it is weighed against what is seen
/// from outside. A closed family.
/// </summary>
internal abstract record AgentHook
{
    private AgentHook()
    {
    }

    /// <summary>It takes input.</summary>
    public sealed record Ready : AgentHook;

    /// <summary>A line was submitted.</summary>
    public sealed record Submitted(string Prompt) : AgentHook;

    /// <summary>A tool begins.</summary>
    public sealed record ToolStarted(string Tool, string Summary) : AgentHook;

    /// <summary>A tool ended.</summary>
    public sealed record ToolEnded(string Tool, bool Failed) : AgentHook;

    /// <summary>It ended its turn and runs nothing in the background.</summary>
    public sealed record Stopped(string? LastMessage) : AgentHook;

    /// <summary>Its turn failed; <paramref name="Error"/> is the CLI's code.</summary>
    public sealed record TurnFailed(string Error, string Message) : AgentHook;

    /// <summary>It asked for permission, which the hook's answer has refused.</summary>
    public sealed record PermissionAsked(string Tool) : AgentHook;

    /// <summary>Something that only shows that it lives.</summary>
    public sealed record Other : AgentHook;
}
