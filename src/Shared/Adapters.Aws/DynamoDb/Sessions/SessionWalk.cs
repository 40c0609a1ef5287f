using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// Walks down the shards of an order at once, looking for a prefix. What lies below the frontier, where the shard that
/// came least far is, cannot be told yet.
/// </summary>
internal sealed class SessionWalk(Table table, SessionOrder order, string prefix, string? before)
{
    private readonly Expression filter = new(
        $"begins_with(#{Attributes.Name}, :prefix) OR begins_with(#{Attributes.Email}, :prefix) "
        + $"OR begins_with(#{Attributes.Session}, :prefix)",
        (":prefix", AttributeValue.Of(prefix)));

    private readonly List<(string Place, SessionId Session)> matches = [];

    /// <summary>The partitions that are not at their end, with where each goes on.</summary>
    private Dictionary<string, Item?> left = order.Partitions.ToDictionary(partition => partition, _ => (Item?)null);

    /// <summary>The lowest place down to which all is seen; <see langword="null"/> when that is the end.</summary>
    public string? Frontier => left.Count == 0
        ? null
        : left.Values.Select(next => next?.Text(order.Index.SortKey)).Max(StringComparer.Ordinal);

    /// <summary>The matches down to the frontier, newest first.</summary>
    public List<(string Place, SessionId Session)> Seen()
    {
        var frontier = Frontier;
        return
        [
            .. matches
                .Where(match => frontier is null || string.CompareOrdinal(match.Place, frontier) >= 0)
                .OrderByDescending(match => match.Place, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether more than a page is seen, or there is nothing left to see.</summary>
    public bool HasOver(int limit) => left.Count == 0 || (matches.Count > limit && Seen().Count > limit);

    /// <summary>Goes on in every shard by some items of the index.</summary>
    public async Task GoOnAsync(int items, CancellationToken cancellationToken)
    {
        var pages = await Task.WhenAll(left.Select(async shard =>
        {
            var query = before is null ? new KeyQuery(shard.Key) : KeyQuery.Below(shard.Key, before);
            var (found, next) = await table.PageAsync(
                query with { Index = order.Index, Backwards = true, Filter = filter },
                items,
                shard.Value,
                cancellationToken);
            return (shard.Key, found, next);
        }));
        matches.AddRange(pages.SelectMany(page => page.found)
            .Select(item => (item.Text(order.Index.SortKey), SessionItems.IdOf(item))));
        left = pages.Where(page => page.next is not null)
            .ToDictionary(page => page.Key, page => page.next);
    }
}
