namespace TmuxBuilder.Core.Turns;

/// <summary>What came of a submission.</summary>
/// <param name="Turn">The stored turn; <see langword="null"/> when nothing is stored.</param>
/// <param name="QueuePosition">Turns before it that have not ended: 0 = it is next or runs.</param>
public sealed record SubmitResult(SubmitOutcome Outcome, Turn? Turn, int QueuePosition);
