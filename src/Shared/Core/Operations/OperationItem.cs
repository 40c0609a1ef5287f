namespace TmuxBuilder.Core.Operations;

/// <summary>What came of one thing an operation was asked to do.</summary>
/// <param name="State"><c>pending</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Receipt">What was removed, as JSON text; outlives the rows it speaks of.</param>
public sealed record OperationItem(string Subject, string State, string? Detail = null, string? Receipt = null);
