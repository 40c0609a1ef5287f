namespace TmuxBuilder.Core.Paging;

/// <summary>A page of a list.</summary>
/// <param name="NextCursor">Opaque start of the next page; <see langword="null"/> when this is the last.</param>
/// <param name="Total">A counter that may lag; <see langword="null"/> where none is kept.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, long? Total = null);
