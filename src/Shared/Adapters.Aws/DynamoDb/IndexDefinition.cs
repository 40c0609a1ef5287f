namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>A global secondary index: its name and the two attributes, both strings, that are its keys.</summary>
public sealed record IndexDefinition(string Name, string PartitionKey, string SortKey);
