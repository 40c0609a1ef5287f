namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Both tables.</summary>
internal sealed record Tables(Table Main, Table Resources);
