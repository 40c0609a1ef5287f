namespace TmuxBuilder.Core.Workspaces;

/// <summary>What a session folder holds, by paths below it, in ordinal order.</summary>
public sealed record SessionListing(IReadOnlyList<string> Folders, IReadOnlyList<SessionFileEntry> Files)
{
    public static readonly SessionListing Empty = new([], []);
}
