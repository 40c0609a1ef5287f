namespace TmuxBuilder.Agent.Tmux;

internal sealed record ControlReply(IReadOnlyList<string> Lines, bool Failed);
