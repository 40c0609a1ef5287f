namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>What came of a single write.</summary>
/// <param name="Done">False when its condition did not hold; then nothing was written.</param>
/// <param name="Item">
/// After an update the item as it is now, after a deletion as it was, and after a refusal as it is; else
/// <see langword="null"/>.
/// </param>
internal sealed record Written(bool Done, Item? Item);
