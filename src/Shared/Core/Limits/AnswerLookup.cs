namespace TmuxBuilder.Core.Limits;

/// <summary>What is known of an idempotency key, with the first answer when there is one.</summary>
public sealed record AnswerLookup(AnswerState State, StoredAnswer? Answer = null);
