namespace TmuxBuilder.Agent.Tmux;

/// <summary>
/// Terminals that outlive this process, each known by a name. Absent ones throw <see cref="TmuxException"/>.
/// </summary>
internal interface ITerminal
{
    /// <summary>Opens a terminal that runs <paramref name="command"/>; it stays, dead, when the command ends.</summary>
    Task OpenAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken);

    /// <summary>All terminals there are; none when nothing runs.</summary>
    Task<IReadOnlyList<TerminalPane>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Types printable text as it is.</summary>
    Task TypeAsync(string name, string text, CancellationToken cancellationToken);

    /// <summary>Presses one key, then types printable text, with one wait for both.</summary>
    Task PressAndTypeAsync(string name, string key, string text, CancellationToken cancellationToken);

    /// <summary>Presses one key, by tmux's name of it: <c>Enter</c>, <c>Escape</c>, <c>C-u</c>.</summary>
    Task PressAsync(string name, string key, CancellationToken cancellationToken);

    /// <summary>Whether a line of the visible text holds <paramref name="text"/>.</summary>
    Task<bool> ShowsAsync(string name, string text, CancellationToken cancellationToken);

    /// <summary>The visible text and a few lines above it.</summary>
    Task<string> CaptureAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes a terminal; absent is fine.</summary>
    Task CloseAsync(string name, CancellationToken cancellationToken);
}
