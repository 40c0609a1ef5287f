namespace TmuxBuilder.Agent.Folders;

/// <summary>One entry of a session's folder.</summary>
/// <param name="Size">Bytes; 0 for anything but a file.</param>
public sealed record FolderEntry(string Name, FolderEntryKind Kind, long Size, DateTimeOffset ModifiedAt);
