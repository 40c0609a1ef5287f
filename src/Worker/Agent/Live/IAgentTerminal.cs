using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Live;

/// <summary>One watched terminal, for one caller at a time.</summary>
public interface IAgentTerminal : IAsyncDisposable
{
    /// <summary>Whether the session has a terminal, as far as it was read.</summary>
    bool IsThere { get; }

    /// <summary>
    /// The screen, then what is printed; <see langword="null"/> when nothing is new or <see cref="IsThere"/> changed.
    /// </summary>
    Task<TerminalEvent?> NextAsync(CancellationToken cancellationToken);
}
