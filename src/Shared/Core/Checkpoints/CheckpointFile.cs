namespace TmuxBuilder.Core.Checkpoints;

/// <summary>One file of a workspace and where its bytes are.</summary>
/// <param name="Path">Beneath the session's folder, with <c>/</c>.</param>
/// <param name="Hash">SHA-256 of its bytes in lower-case hex.</param>
/// <param name="Object">Index in <see cref="CheckpointManifest.Objects"/>.</param>
/// <param name="Offset">Of its first byte in the unpacked object.</param>
/// <param name="ModifiedAt">Milliseconds since 1970.</param>
public sealed record CheckpointFile(
    string Path, long Size, bool Executable, string Hash, int Object, long Offset, long ModifiedAt);
