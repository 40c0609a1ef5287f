namespace TmuxBuilder.Agent.Tmux;

/// <summary>tmux refused a command, did not answer, or is not there.</summary>
internal sealed class TmuxException(string message, Exception? inner = null) : Exception(message, inner);
