namespace TmuxBuilder.Agent.Tmux;

/// <summary>One terminal as tmux sees it.</summary>
/// <param name="ProcessId">The command's process; meaningless once dead.</param>
/// <param name="ServerId">Differs between one tmux server and the next.</param>
internal sealed record TerminalPane(string Name, int ProcessId, bool IsDead, int ServerId);
