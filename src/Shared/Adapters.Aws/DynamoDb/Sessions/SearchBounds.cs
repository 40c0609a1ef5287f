namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>What a page of a search may cost.</summary>
/// <param name="MaxSorted">Up to so many matches are read and sorted; with more, the order is walked.</param>
/// <param name="ItemsARound">Items of an index read in each shard before it is looked whether a page is full.</param>
/// <param name="MaxRounds">After so many, a page is what was found.</param>
internal sealed record SearchBounds(int MaxSorted = 400, int ItemsARound = 250, int MaxRounds = 4);
