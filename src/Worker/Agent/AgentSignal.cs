using TmuxBuilder.Agent.Screen;

namespace TmuxBuilder.Agent;

/// <summary>Something an agent was seen to do. A closed family.</summary>
public abstract record AgentSignal
{
    private AgentSignal()
    {
    }

    /// <summary>It takes input.</summary>
    public sealed record Ready : AgentSignal;

    /// <summary>An instruction was typed and Enter pressed; nothing shows yet that it was taken.</summary>
    public sealed record Typed(string Line) : AgentSignal;

    /// <summary>It took an instruction; <paramref name="Prompt"/> is the line that was typed.</summary>
    public sealed record Accepted(string Prompt) : AgentSignal;

    /// <summary>
    /// However often Enter was pressed, nothing shows that it took the line. The agent has to be replaced.
    /// </summary>
    public sealed record NotTaken(string Line) : AgentSignal;

    /// <summary>
    /// A tool began; <paramref name="Summary"/> is one line for people, such as <c>Writing code/index.html</c>.
    /// </summary>
    public sealed record ToolStarted(string Tool, string Summary) : AgentSignal;

    /// <summary>A tool ended.</summary>
    public sealed record ToolEnded(string Tool, bool Failed) : AgentSignal;

    /// <summary>It ended its turn and runs nothing in the background.</summary>
    public sealed record Stopped(string? LastMessage) : AgentSignal;

    /// <summary>Its model refused or failed, after its own retries; it stays alive.</summary>
    /// <param name="Error">The CLI's code, such as <c>rate_limit</c>.</param>
    /// <param name="Status">
    /// The model's own HTTP status, as the proxy saw it; <see langword="null"/> when it never answered.
    /// </param>
    /// <param name="RetryAfter">How long the model asks to wait, as the proxy saw it.</param>
    /// <param name="ModelAnswered">
    /// The proxy saw the model answer its last call whole, so that only its word says otherwise.
    /// </param>
    public sealed record TurnFailed(
        string Error,
        string Message,
        int? Status = null,
        TimeSpan? RetryAfter = null,
        bool ModelAnswered = false) : AgentSignal;

    /// <summary>
    /// It asks its model again after a failure; <paramref name="Attempt"/> counts from 2 within the call.
    /// </summary>
    public sealed record Retrying(int? Status, int Attempt) : AgentSignal;

    /// <summary>What it did was interrupted, and that is proved; it takes input again.</summary>
    public sealed record Interrupted : AgentSignal;

    /// <summary>
    /// Nothing of any kind was seen of it for <paramref name="Silence"/> within a turn, though its process lives.
    /// </summary>
    public sealed record Stalled(TimeSpan Silence) : AgentSignal;

    /// <summary>It asked for permission to use a tool and was refused already.</summary>
    public sealed record PermissionAsked(string Tool) : AgentSignal;

    /// <summary>
    /// It shows a dialog nobody answers; <paramref name="Text"/> is the redacted end of its screen, for admins.
    /// </summary>
    public sealed record DialogSeen(ScreenKind Kind, string Text) : AgentSignal;

    /// <summary>The session's folder is no longer there; the agent lives on but cannot work.</summary>
    public sealed record FolderLost : AgentSignal;

    /// <summary>The process is gone; the last signal.</summary>
    /// <param name="Status">Exit status; <see langword="null"/> when it was killed before it could be recorded.</param>
    /// <param name="Signal">The number of the signal that ended it, when one did.</param>
    /// <param name="DumpedCore">Whether it crashed: that signal is one that dumps core.</param>
    /// <param name="ServerGone">Whether the whole tmux server went away, with all its agents.</param>
    /// <param name="Excess">What it took too much of and was killed for, in a sentence.</param>
    public sealed record Exited(
        int? Status, int? Signal = null, bool DumpedCore = false, bool ServerGone = false, string? Excess = null)
        : AgentSignal;
}
