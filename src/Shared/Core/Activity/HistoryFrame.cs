namespace TmuxBuilder.Core.Activity;

/// <summary>A part of a greeting, ready for the wire.</summary>
/// <param name="Utf8">JSON text, at most 96 KB.</param>
/// <param name="LastSeq">The number a client stands at after it.</param>
/// <param name="More">Another part follows.</param>
public sealed record HistoryFrame(ReadOnlyMemory<byte> Utf8, long LastSeq, bool More);
