using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb;

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>Makes tables as they are defined.</summary>
internal static class TableRequests
{
    public static CreateTableRequest Create(TableDefinition table, string name) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = Keys(TableDefinition.PartitionKey, TableDefinition.SortKey),
        AttributeDefinitions =
        [
            .. new[] { TableDefinition.PartitionKey, TableDefinition.SortKey }
                .Concat(table.Indexes.SelectMany(index => new[] { index.PartitionKey, index.SortKey }))
                .Select(attribute => new AttributeDefinition(attribute, ScalarAttributeType.S)),
        ],
        GlobalSecondaryIndexes = table.Indexes.Count == 0
            ? null
            :
            [
                .. table.Indexes.Select(index => new GlobalSecondaryIndex
                {
                    IndexName = index.Name,
                    KeySchema = Keys(index.PartitionKey, index.SortKey),
                    Projection = new Projection
                    {
                        ProjectionType = ProjectionType.INCLUDE,
                        NonKeyAttributes = [.. table.Projected],
                    },
                }),
            ],
    };

    private static List<KeySchemaElement> Keys(string partition, string sort) =>
        [new KeySchemaElement(partition, KeyType.HASH), new KeySchemaElement(sort, KeyType.RANGE)];
}
