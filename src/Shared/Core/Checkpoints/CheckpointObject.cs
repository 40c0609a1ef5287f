namespace TmuxBuilder.Core.Checkpoints;

/// <summary>A blob that holds the bytes of one large file, or of many small ones in a row; Brotli.</summary>
/// <param name="Size">Bytes, unpacked.</param>
public sealed record CheckpointObject(string Key, long Size);
