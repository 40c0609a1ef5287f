namespace TmuxBuilder.Agent.Tmux;

/// <summary>One terminal as tmux sees it.</summary>
/// <param name="ProcessId">The command's process; meaningless once dead.</param>
internal sealed record TerminalPane(string Name, int ProcessId, bool IsDead);
