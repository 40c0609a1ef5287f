namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Why nothing of a transaction was written: a condition that did not hold.</summary>
/// <param name="Key">The item of the operation.</param>
/// <param name="Old">The item as it is; <see langword="null"/> when there is none.</param>
internal sealed record Refusal(ItemKey Key, Item? Old);
