using Amazon.DynamoDBv2.Model;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>The key of an item; <see cref="Keys"/> makes them.</summary>
internal readonly record struct ItemKey(string Partition, string Sort)
{
    public static ItemKey Of(Item item) =>
        new(item.Text(TableDefinition.PartitionKey), item.Text(TableDefinition.SortKey));

    public Item ToItem() => new()
    {
        [TableDefinition.PartitionKey] = new AttributeValue { S = Partition },
        [TableDefinition.SortKey] = new AttributeValue { S = Sort },
    };
}
