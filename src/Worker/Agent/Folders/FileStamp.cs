namespace TmuxBuilder.Agent.Folders;

/// <summary>What changes when a file does: the same stamp, long enough after it, means the same bytes.</summary>
/// <param name="Modified">Nanoseconds since 1970; whoever owns the file can set it.</param>
/// <param name="Changed">
/// Nanoseconds since 1970 of the last change of content, name or rights; nobody can set it.
/// </param>
public readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode);
