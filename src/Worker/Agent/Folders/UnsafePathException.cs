namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// Something in a session's folder was not what it may be: a link, a pipe, a path that leaves the folder, a file that
/// is too large. The message says which; nothing was read or changed.
/// </summary>
public sealed class UnsafePathException(string message, Exception? inner = null) : IOException(message, inner);
