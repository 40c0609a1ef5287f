namespace TmuxBuilder.Core.Paging;

/// <summary>A cursor was not one of ours; a caller's mistake.</summary>
public sealed class InvalidCursorException() : Exception("The cursor is not one this list gave out.");
