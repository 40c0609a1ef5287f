namespace TmuxBuilder.Core.Checkpoints;

/// <summary>What one generation of a workspace consists of.</summary>
/// <param name="Format">The version of this shape.</param>
/// <param name="Files">By path, in ordinal order.</param>
/// <param name="EmptyFolders">Folders in which nothing is, by path.</param>
public sealed record CheckpointManifest(
    int Format,
    long Number,
    DateTimeOffset At,
    IReadOnlyList<CheckpointObject> Objects,
    IReadOnlyList<CheckpointFile> Files,
    IReadOnlyList<string> EmptyFolders)
{
    /// <summary>The only version there is.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Bytes of all files, unpacked.</summary>
    public long Bytes => Files.Sum(file => file.Size);
}
