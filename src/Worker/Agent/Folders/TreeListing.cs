namespace TmuxBuilder.Agent.Folders;

/// <summary>What a walk through a session's folder met, all by path in ordinal order.</summary>
/// <param name="LeftOut">What is there and cannot be taken along, with the reason in words; at most 100.</param>
/// <param name="IsWhole">Whether the walk came to its end before it had met as many entries as it may.</param>
public sealed record TreeListing(
    IReadOnlyList<WalkedFile> Files,
    IReadOnlyList<string> EmptyFolders,
    IReadOnlyDictionary<string, string> LeftOut,
    bool IsWhole);
