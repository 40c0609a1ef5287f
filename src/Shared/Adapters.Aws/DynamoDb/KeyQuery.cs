using Amazon.DynamoDBv2.Model;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Which items of one partition are read, in the order of their sort keys.</summary>
/// <param name="Keys">Of the sort key, written <c>#sk</c>; <see langword="null"/> for all.</param>
internal sealed record KeyQuery(string Partition, Expression? Keys = null)
{
    /// <summary>
    /// The index that is read, which may lag; <see langword="null"/> for the table, read as it is now.
    /// </summary>
    public IndexDefinition? Index { get; init; }

    /// <summary>From the greatest key down.</summary>
    public bool Backwards { get; init; }

    /// <summary>Leaves out what it does not hold for; that is read, and paid for, all the same.</summary>
    public Expression? Filter { get; init; }

    public static KeyQuery Beginning(string partition, string prefix) =>
        new(partition, new Expression("begins_with(#sk, :prefix)", (":prefix", AttributeValue.Of(prefix))));

    /// <summary>From one key to another, both inclusive.</summary>
    public static KeyQuery Between(string partition, string from, string to) => new(
        partition,
        new Expression(
            "#sk BETWEEN :from AND :to", (":from", AttributeValue.Of(from)), (":to", AttributeValue.Of(to))));

    /// <summary>Less than a key.</summary>
    public static KeyQuery Below(string partition, string key) =>
        new(partition, new Expression("#sk < :below", (":below", AttributeValue.Of(key))));

    /// <summary>More than a key.</summary>
    public static KeyQuery Above(string partition, string key) =>
        new(partition, new Expression("#sk > :above", (":above", AttributeValue.Of(key))));

    /// <summary>At most a key.</summary>
    public static KeyQuery UpTo(string partition, string key) =>
        new(partition, new Expression("#sk <= :to", (":to", AttributeValue.Of(key))));

    public QueryRequest ToRequest(string table)
    {
        var (pk, sk) = Index is { } index
            ? (index.PartitionKey, index.SortKey)
            : (TableDefinition.PartitionKey, TableDefinition.SortKey);
        var whole = new Expression(
            Keys is null ? "#pk = :pk" : $"#pk = :pk AND {Keys.Text}",
            [(":pk", AttributeValue.Of(Partition)), .. Keys?.Values ?? []]);
        var names = Expression.NamesOf(whole, Filter) ?? [];
        names["#pk"] = pk;
        if (Keys is not null)
        {
            names["#sk"] = sk;
        }

        return new QueryRequest
        {
            TableName = table,
            IndexName = Index?.Name,
            KeyConditionExpression = whole.Text,
            FilterExpression = Filter?.Text,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = Expression.ValuesOf(whole, Filter),
            ScanIndexForward = !Backwards,
            ConsistentRead = Index is null,
        };
    }
}
