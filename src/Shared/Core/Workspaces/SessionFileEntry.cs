namespace TmuxBuilder.Core.Workspaces;

/// <summary>A file of a session folder.</summary>
/// <param name="Size">Bytes.</param>
public sealed record SessionFileEntry(string Path, long Size, DateTimeOffset ModifiedAt);
