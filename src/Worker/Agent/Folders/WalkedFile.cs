namespace TmuxBuilder.Agent.Folders;

/// <summary>A regular file that was met on a walk.</summary>
/// <param name="Path">Beneath the walked folder, with <c>/</c>.</param>
public sealed record WalkedFile(string Path, FileStamp Stamp, bool IsExecutable);
