namespace TmuxBuilder.Core.Activity;

/// <summary>A stored activity entry.</summary>
/// <param name="Seq">
/// Its number, 1, 2, 3 … without gap; an entry the filter dropped carries the number of the visible one before it.
/// </param>
public sealed record ActivityEntry(long Seq, NewEntry Entry);
