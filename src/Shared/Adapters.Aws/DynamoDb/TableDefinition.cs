namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// What a table is made with, in tests and by the stack alike; docs/dynamodb.md tells what lies in it.
/// </summary>
/// <param name="Name">As it is called unless a host says otherwise.</param>
/// <param name="Indexes">Their items have the keys, and <paramref name="Projected"/> of the rest.</param>
/// <param name="TimeToLive">The attribute with the Unix second after which an item may be removed.</param>
public sealed record TableDefinition(
    string Name, IReadOnlyList<IndexDefinition> Indexes, IReadOnlyList<string> Projected, string? TimeToLive)
{
    /// <summary>Both tables have these keys, both strings.</summary>
    public const string PartitionKey = "pk";

    /// <inheritdoc cref="PartitionKey"/>
    public const string SortKey = "sk";

    /// <summary>What partitions of audit records begin with: nobody changes or removes what lies in them.</summary>
    public const string AuditPrefix = "AUDIT#";

    public static readonly IndexDefinition Index1 =
        new("gsi1", Attributes.Index1Partition, Attributes.Index1Sort);

    public static readonly IndexDefinition Index2 =
        new("gsi2", Attributes.Index2Partition, Attributes.Index2Sort);

    public static readonly TableDefinition Main = new(
        "tmux-builder",
        [Index1, Index2],
        [Attributes.Session, Attributes.Name, Attributes.Email, Attributes.Expires],
        Attributes.TimeToLive);

    public static readonly TableDefinition Resources = new("tmux-builder-resources", [], [], null);
}
