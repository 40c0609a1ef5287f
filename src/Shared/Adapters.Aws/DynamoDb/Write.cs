using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>One operation of a transaction, on one item; a <see cref="Table"/> makes them.</summary>
internal sealed record Write(ItemKey Key, TransactWriteItem Operation)
{
    public static Write Put(string table, Item item, Expression? condition) => new(
        ItemKey.Of(item), new TransactWriteItem
    {
        Put = new Put
        {
            TableName = table,
            Item = item,
            ConditionExpression = condition?.Text,
            ExpressionAttributeNames = Expression.NamesOf(condition),
            ExpressionAttributeValues = Expression.ValuesOf(condition),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    });

    public static Write Update(string table, ItemKey key, Expression update, Expression? condition) =>
        new(key, new TransactWriteItem
        {
            Update = new Update
            {
                TableName = table,
                Key = key.ToItem(),
                UpdateExpression = update.Text,
                ConditionExpression = condition?.Text,
                ExpressionAttributeNames = Expression.NamesOf(update, condition),
                ExpressionAttributeValues = Expression.ValuesOf(update, condition),
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            },
        });

    public static Write Delete(string table, ItemKey key, Expression? condition) => new(key, new TransactWriteItem
    {
        Delete = new Delete
        {
            TableName = table,
            Key = key.ToItem(),
            ConditionExpression = condition?.Text,
            ExpressionAttributeNames = Expression.NamesOf(condition),
            ExpressionAttributeValues = Expression.ValuesOf(condition),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    });

    public static Write Check(string table, ItemKey key, Expression condition) => new(key, new TransactWriteItem
    {
        ConditionCheck = new ConditionCheck
        {
            TableName = table,
            Key = key.ToItem(),
            ConditionExpression = condition.Text,
            ExpressionAttributeNames = Expression.NamesOf(condition),
            ExpressionAttributeValues = Expression.ValuesOf(condition),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    });
}
