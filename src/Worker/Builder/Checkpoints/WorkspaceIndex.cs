using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// What of a workspace is stored, kept beside it on this machine: with it an unchanged workspace is known by a walk
/// that opens no file.
/// </summary>
/// <param name="Manifest">The blob key of the generation it belongs to.</param>
/// <param name="Files">By path, in ordinal order.</param>
internal sealed record WorkspaceIndex(
    string Manifest, IReadOnlyList<IndexedFile> Files, IReadOnlyList<string> EmptyFolders)
{
    /// <summary>Whether a walk met exactly the files that are stored.</summary>
    public bool Is(TreeListing listing) =>
        Files.Count == listing.Files.Count
        && Files.Zip(listing.Files).All(pair => pair.First.Path == pair.Second.Path && pair.First.IsStill(pair.Second))
        && EmptyFolders.SequenceEqual(listing.EmptyFolders);

    /// <summary>Whether hashed files are exactly those that are stored.</summary>
    public bool Holds(IReadOnlyList<IndexedFile> files, IReadOnlyList<string> emptyFolders) =>
        Files.Count == files.Count
        && Files.Zip(files).All(pair => pair.First.HasContentOf(pair.Second))
        && EmptyFolders.SequenceEqual(emptyFolders);

    /// <summary>What a manifest alone tells: the files, and nothing of how they are on this machine.</summary>
    public static WorkspaceIndex Of(string key, CheckpointManifest manifest) => new(
        key,
        [
            .. manifest.Files.Select(
                file => new IndexedFile(file.Path, default, file.Executable, file.Hash, Settled: false)),
        ],
        manifest.EmptyFolders);
}
