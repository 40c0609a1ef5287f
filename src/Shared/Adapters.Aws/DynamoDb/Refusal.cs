namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Why nothing of a transaction was written: a condition that did not hold.</summary>
/// <param name="Write">The operation.</param>
/// <param name="Old">The item as it is; <see langword="null"/> when there is none.</param>
internal sealed record Refusal(Write Write, Item? Old);
