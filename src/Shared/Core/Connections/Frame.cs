namespace TmuxBuilder.Core.Connections;

/// <summary>A frame ready for the wire.</summary>
/// <param name="Seq">Its number; <see langword="null"/> when it is no log entry.</param>
/// <param name="Utf8">JSON text, at most 128 KB.</param>
public sealed record Frame(long? Seq, ReadOnlyMemory<byte> Utf8);
