using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// A table through the low-level client. What passes (throttling, a fault of the service, an answer that was lost,
/// credentials that ran out) is tried again, at most <see cref="Attempts.Max"/> times, then a <see
/// cref="StoreUnavailableException"/>; a condition that does not hold is an outcome. All else is our own mistake and is
/// thrown as it comes.
/// </summary>
internal sealed partial class Table(IAmazonDynamoDB client, string name, DynamoDbOptions options)
{
    public string Name => name;

    /// <summary>Tries for calls that belong together.</summary>
    public Attempts NewAttempts() => new(options);

    public Write Put(Item item, Expression? condition = null) => Write.Put(name, item, condition);

    public Write Update(ItemKey key, Expression update, Expression? condition = null) =>
        Write.Update(name, key, update, condition);

    public Write Delete(ItemKey key, Expression? condition = null) => Write.Delete(name, key, condition);

    /// <summary>Writes nothing, but the transaction is refused unless the condition holds.</summary>
    public Write Check(ItemKey key, Expression condition) => Write.Check(name, key, condition);

    /// <summary>
    /// Writes all or nothing, at most 100 operations on as many items, of this table and others; sent again under the
    /// same token when its answer was lost, so that it is done once.
    /// </summary>
    /// <returns>The conditions that did not hold; none when all is written.</returns>
    public async Task<IReadOnlyList<Refusal>> TransactAsync(
        IReadOnlyList<Write> writes, CancellationToken cancellationToken, Attempts? attempts = null)
    {
        attempts ??= NewAttempts();
        var request = new TransactWriteItemsRequest
        {
            TransactItems = [.. writes.Select(write => write.Operation)],
            ClientRequestToken = Guid.NewGuid().ToString(),
        };
        while (true)
        {
            try
            {
                await CallAsync(token => client.TransactWriteItemsAsync(request, token), attempts, cancellationToken);
                return [];
            }
            catch (TransactionCanceledException cancelled)
                when (RefusalsOf(cancelled, writes) is { Count: > 0 } refusals)
            {
                return refusals;
            }
            catch (TransactionCanceledException cancelled) when (Faults.IsPassing(cancelled))
            {
                await attempts.PauseAsync(cancelled, cancellationToken);
                // This one is known to have done nothing.
                request.ClientRequestToken = Guid.NewGuid().ToString();
            }
        }
    }

    /// <summary>
    /// Puts one item. Without a condition it may be sent twice; with one, a lost answer makes it be refused by its own
    /// effect: where that matters, use a transaction.
    /// </summary>
    public Task<Written> PutAsync(Item item, Expression? condition, CancellationToken cancellationToken) => WriteAsync(
        async token =>
        {
            await client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = name,
                    Item = item,
                    ConditionExpression = condition?.Text,
                    ExpressionAttributeNames = Expression.NamesOf(condition),
                    ExpressionAttributeValues = Expression.ValuesOf(condition),
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
                token);
            return null;
        },
        cancellationToken);

    /// <summary>
    /// Updates one item; as <see cref="PutAsync"/> when its answer is lost, so what it adds may be added twice.
    /// </summary>
    public Task<Written> UpdateAsync(
        ItemKey key, Expression update, Expression? condition, CancellationToken cancellationToken) => WriteAsync(
        async token => (await client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = name,
                Key = key.ToItem(),
                UpdateExpression = update.Text,
                ConditionExpression = condition?.Text,
                ExpressionAttributeNames = Expression.NamesOf(update, condition),
                ExpressionAttributeValues = Expression.ValuesOf(update, condition),
                ReturnValues = ReturnValue.ALL_NEW,
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            },
            token)).Attributes,
        cancellationToken);

    /// <summary>Deletes one item; absent is fine unless the condition says otherwise.</summary>
    public Task<Written> DeleteAsync(ItemKey key, Expression? condition, CancellationToken cancellationToken) =>
        WriteAsync(
            async token => (await client.DeleteItemAsync(
                new DeleteItemRequest
                {
                    TableName = name,
                    Key = key.ToItem(),
                    ConditionExpression = condition?.Text,
                    ExpressionAttributeNames = Expression.NamesOf(condition),
                    ExpressionAttributeValues = Expression.ValuesOf(condition),
                    ReturnValues = ReturnValue.ALL_OLD,
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
                token)).Attributes,
            cancellationToken);

    private static List<Refusal> RefusalsOf(TransactionCanceledException cancelled, IReadOnlyList<Write> writes) =>
    [
        .. (cancelled.CancellationReasons ?? []).Zip(writes)
            .Where(pair => pair.First.Code == "ConditionalCheckFailed")
            .Select(pair => new Refusal(pair.Second.Key, OrNull(pair.First.Item))),
    ];

    private static Item? OrNull(Item? item) => item is { Count: > 0 } ? item : null;

    private async Task<Written> WriteAsync(
        Func<CancellationToken, Task<Item?>> write, CancellationToken cancellationToken)
    {
        try
        {
            return new Written(true, OrNull(await CallAsync(write, NewAttempts(), cancellationToken)));
        }
        catch (ConditionalCheckFailedException refused)
        {
            return new Written(false, OrNull(refused.Item));
        }
    }

    private async Task<T> CallAsync<T>(
        Func<CancellationToken, Task<T>> call, Attempts attempts, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timed.CancelAfter(options.CallTimeout);
            try
            {
                return await call(timed.Token);
            }
            catch (Exception exception) when (
                exception is not TransactionCanceledException && Faults.IsPassing(exception, cancellationToken))
            {
                await attempts.PauseAsync(exception, cancellationToken);
            }
        }
    }
}
