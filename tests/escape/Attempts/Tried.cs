namespace TmuxBuilder.Escape.Attempts;

/// <summary>What came of an attempt.</summary>
/// <param name="Words">What it met, in a line.</param>
internal sealed record Tried(bool CameThrough, string Words);
