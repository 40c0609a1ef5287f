namespace TmuxBuilder.Agent;

/// <summary>Something an agent was seen to do. A closed family.</summary>
public abstract record AgentSignal
{
    private AgentSignal()
    {
    }

    /// <summary>It takes input.</summary>
    public sealed record Ready : AgentSignal;

    /// <summary>It took an instruction; <paramref name="Prompt"/> is the line that was typed.</summary>
    public sealed record Accepted(string Prompt) : AgentSignal;

    /// <summary>A tool began; <paramref name="Summary"/> is one line for people, such as <c>Writing code/index.html</c>.</summary>
    public sealed record ToolStarted(string Tool, string Summary) : AgentSignal;

    /// <summary>A tool ended.</summary>
    public sealed record ToolEnded(string Tool, bool Failed) : AgentSignal;

    /// <summary>It ended its turn and runs nothing in the background.</summary>
    public sealed record Stopped(string? LastMessage) : AgentSignal;

    /// <summary>Its model refused or failed, after its own retries; it stays alive. <paramref name="Error"/> is the CLI's code.</summary>
    public sealed record TurnFailed(string Error, string Message) : AgentSignal;

    /// <summary>The process is gone.</summary>
    /// <param name="Status">Exit status; <see langword="null"/> when it was killed before it could be recorded.</param>
    public sealed record Exited(int? Status) : AgentSignal;
}
