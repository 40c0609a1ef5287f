namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>Where the bytes of a file begin, in an object known by its index in the manifest being written.</summary>
internal sealed record PendingPlace(int Object, long Offset);
