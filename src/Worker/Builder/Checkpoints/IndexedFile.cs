using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>A file of a workspace as it was when its bytes were hashed.</summary>
/// <param name="Settled">
/// Whether the same stamp means the same bytes: not when the file changed while it was read, or so shortly before that
/// another change within the clock's tick would not show.
/// </param>
internal sealed record IndexedFile(string Path, FileStamp Stamp, bool Executable, string Hash, bool Settled)
{
    /// <summary>Whether the file on disk is still the one that was hashed.</summary>
    public bool IsStill(WalkedFile walked) => Settled && Stamp == walked.Stamp && Executable == walked.IsExecutable;

    /// <summary>Whether a checkpoint that has the other file has this one.</summary>
    public bool HasContentOf(IndexedFile other) =>
        Path == other.Path && Executable == other.Executable && Hash == other.Hash;
}
