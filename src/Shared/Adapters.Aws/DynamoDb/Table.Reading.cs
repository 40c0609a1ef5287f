using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>How items are read; from the table itself always as they are now.</summary>
internal sealed partial class Table
{
    /// <summary>What one call may ask for.</summary>
    private const int BatchGetLimit = 100;

    private const int BatchWriteLimit = 25;

    public async Task<Item?> GetAsync(ItemKey key, CancellationToken cancellationToken, Attempts? attempts = null)
    {
        var request = new GetItemRequest { TableName = name, Key = key.ToItem(), ConsistentRead = true };
        var response = await CallAsync(
            token => client.GetItemAsync(request, token), attempts ?? NewAttempts(), cancellationToken);
        return OrNull(response.Item);
    }

    /// <summary>
    /// Those of the items that there are, by their keys; each is read on its own, not all at one moment.
    /// </summary>
    public async Task<IReadOnlyDictionary<ItemKey, Item>> GetAllAsync(
        IEnumerable<ItemKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ItemKey, Item>();
        var batches = keys.Distinct().Chunk(BatchGetLimit).Select(batch => GetBatchAsync(batch, cancellationToken));
        foreach (var items in await Task.WhenAll(batches))
        {
            foreach (var item in items)
            {
                found[ItemKey.Of(item)] = item;
            }
        }

        return found;
    }

    /// <summary>The first items of a query, at most <paramref name="limit"/>, over as many pages as it takes.</summary>
    public async Task<List<Item>> ListAsync(
        KeyQuery query, CancellationToken cancellationToken, int limit = int.MaxValue)
    {
        var items = new List<Item>();
        Item? next = null;
        do
        {
            (var page, next) = await PageAsync(query, limit - items.Count, next, cancellationToken);
            items.AddRange(page);
        }
        while (next is not null && items.Count < limit);

        return items.Count > limit ? items[..limit] : items;
    }

    /// <summary>A query page by page, for what may be long.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Item>> PagesAsync(
        KeyQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Item? next = null;
        do
        {
            (var page, next) = await PageAsync(query, int.MaxValue, next, cancellationToken);
            yield return page;
        }
        while (next is not null);
    }

    /// <summary>
    /// One page of a query: at most 1 MB and, of what is read before the filter, <paramref name="limit"/> items.
    /// </summary>
    /// <returns>The items and where the next page starts; <see langword="null"/> when there is none.</returns>
    public async Task<(List<Item> Items, Item? Next)> PageAsync(
        KeyQuery query, int limit, Item? start, CancellationToken cancellationToken)
    {
        var request = query.ToRequest(name);
        request.Limit = limit == int.MaxValue ? null : limit;
        request.ExclusiveStartKey = start;
        var response = await CallAsync(token => client.QueryAsync(request, token), NewAttempts(), cancellationToken);
        return (response.Items ?? [], OrNull(response.LastEvaluatedKey));
    }

    /// <summary>
    /// Deletes items whatever they are; absent is fine. Not one transaction: done again, it does the rest.
    /// </summary>
    public async Task DeleteAllAsync(IEnumerable<ItemKey> keys, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Distinct().Chunk(BatchWriteLimit))
        {
            List<WriteRequest> left =
                [.. batch.Select(key => new WriteRequest(new DeleteRequest { Key = key.ToItem() }))];
            await DrainAsync(
                async token =>
                {
                    var response = await client.BatchWriteItemAsync(
                        new BatchWriteItemRequest { RequestItems = new() { [name] = left } }, token);
                    left = response.UnprocessedItems?.GetValueOrDefault(name) ?? [];
                    return left is [];
                },
                cancellationToken);
        }
    }

    private async Task<List<Item>> GetBatchAsync(ItemKey[] keys, CancellationToken cancellationToken)
    {
        var items = new List<Item>(keys.Length);
        var left = new KeysAndAttributes { Keys = [.. keys.Select(key => key.ToItem())], ConsistentRead = true };
        await DrainAsync(
            async token =>
            {
                var response = await client.BatchGetItemAsync(
                    new BatchGetItemRequest { RequestItems = new() { [name] = left } }, token);
                items.AddRange(response.Responses?.GetValueOrDefault(name) ?? []);
                left = response.UnprocessedKeys?.GetValueOrDefault(name) ?? new KeysAndAttributes();
                return left.Keys is null or [];
            },
            cancellationToken);
        return items;
    }

    /// <summary>
    /// Sends a batch until nothing of it is left. A call that did a part of it is no failed try: the service gives back
    /// what is over 16 MB as well as what it throttles.
    /// </summary>
    private async Task DrainAsync(Func<CancellationToken, Task<bool>> send, CancellationToken cancellationToken)
    {
        var attempts = NewAttempts();
        while (!await CallAsync(send, attempts, cancellationToken))
        {
            await attempts.PauseAsync(cancellationToken);
        }
    }
}
