namespace TmuxBuilder.Agent.Tmux;

/// <summary>tmux refused a command, did not answer, or is not there. The message holds no whole guid.</summary>
internal sealed class TmuxException(string message, Exception? inner = null) : Exception(GuidText.Cut(message), inner);
