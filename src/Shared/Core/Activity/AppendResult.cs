namespace TmuxBuilder.Core.Activity;

/// <summary>What came of an append.</summary>
/// <param name="Entries">The entries with the numbers they got; empty unless appended.</param>
public sealed record AppendResult(AppendOutcome Outcome, IReadOnlyList<ActivityEntry> Entries);
