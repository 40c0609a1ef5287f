using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Budgets;

/// <summary>Budgets in DynamoDB, in the partition of what they are of, with which they go.</summary>
internal sealed class DynamoDbBudgetStore(Tables tables) : IBudgetStore
{
    private const string Ceiling = "ceiling";

    private Table Table => tables.Main;

    public async Task<IReadOnlyDictionary<BudgetKey, long>> LimitsAsync(
        IReadOnlyCollection<BudgetKey> keys, CancellationToken cancellationToken)
    {
        var items = await Table.GetAllAsync(keys.Select(Keys.Budget), cancellationToken);
        var found = new Dictionary<BudgetKey, long>();
        foreach (var key in keys)
        {
            if (items.GetValueOrDefault(Keys.Budget(key))?.NumberOrNull(Ceiling) is { } limit)
            {
                found[key] = limit;
            }
        }

        return found;
    }

    public Task SetAsync(BudgetKey key, long? limit, CancellationToken cancellationToken) => WriteAsync(
        key,
        limit is { } amount
            ? new Expression($"SET #{Ceiling} = :limit", (":limit", AttributeValue.Of(amount)))
            : new Expression($"REMOVE #{Ceiling}"),
        null,
        cancellationToken);

    public Task<bool> NoteAsync(
        BudgetKey key, BudgetLevel level, string occasion, CancellationToken cancellationToken)
    {
        var name = level == BudgetLevel.Near ? "near" : "reached";
        return WriteAsync(
            key,
            new Expression($"SET #{name} = :occasion", (":occasion", AttributeValue.Of(occasion))),
            new Expression($"attribute_not_exists(#{name}) OR #{name} <> :occasion"),
            cancellationToken);
    }

    /// <summary>
    /// As a transaction, so that one whose answer was lost is not refused by its own effect; false when it is refused.
    /// </summary>
    private async Task<bool> WriteAsync(
        BudgetKey key, Expression update, Expression? condition, CancellationToken cancellationToken)
    {
        var write = Table.Update(Keys.Budget(key), update, condition);
        Write[] writes = key.Session is { } session
            ? [Table.Check(Keys.Purged(session), Expression.Absent), write]
            : [write];
        return await Table.TransactAsync(writes, cancellationToken) is [];
    }
}
