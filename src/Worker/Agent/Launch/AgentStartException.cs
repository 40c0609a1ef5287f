using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Agent.Launch;

/// <summary>An agent did not come up. The message says why, for admins; it holds no secret and no whole guid.</summary>
public sealed class AgentStartException(string message, Exception? inner = null)
    : Exception(SecretRedactor.Redact(GuidText.Cut(message)), inner)
{
    /// <summary>Whether the agent was started and ended with a status of its own.</summary>
    public bool EndedByItself { get; init; }

    /// <summary>Whether the agent was started and waited for somebody, or never said that it takes input.</summary>
    public bool IsStuck { get; init; }

    /// <summary>The dialog it showed instead of taking input, when one was recognised.</summary>
    public ScreenKind? Dialog { get; init; }
}
