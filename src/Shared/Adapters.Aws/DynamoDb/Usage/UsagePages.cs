using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Usage;

/// <summary>
/// Pages of usage within some days. Of each day that saw usage only the next keys are asked for, so that a page costs
/// as much as its rows and days, however much is stored beside them.
/// </summary>
internal sealed class UsagePages(Tables tables)
{
    /// <summary>Days that are asked at once.</summary>
    private const int DaysAtOnce = 16;

    public async Task<Page<UsageRow>> ReadAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        var list = $"usage-{query.Group}";
        var limit = Math.Clamp(query.Page.Limit, 1, PageRequest.MaxLimit);
        var after = query.Page.Cursor is { } cursor ? Cursor.Read(list, cursor).Id : null;
        var rows = query.Group switch
        {
            UsageGroup.Day => await DaysAsync(query.From, query.To, after, limit + 1, cancellationToken),
            UsageGroup.Model => await ModelsAsync(query, after, limit + 1, cancellationToken),
            _ => await KeysAsync(query, after, limit + 1, cancellationToken),
        };
        return rows.Count > limit
            ? new Page<UsageRow>([.. rows.Take(limit)], Cursor.Write(list, 0, rows[limit - 1].Key))
            : new Page<UsageRow>(rows, null);
    }

    /// <summary>Days newest first, at most so many, from the shards of each.</summary>
    private async Task<List<UsageRow>> DaysAsync(
        DateOnly from, DateOnly to, string? before, int count, CancellationToken cancellationToken)
    {
        var last = before is null ? to : Keys.DayOf(before).AddDays(-1);
        last = last < to ? last : to;
        if (from > last)
        {
            return [];
        }

        var shards = await Task.WhenAll(Shards.All.Select(shard => tables.Main.ListAsync(
            KeyQuery.Between(Keys.OfAllUsage(shard), Keys.Day(from), Keys.Day(last)) with { Backwards = true },
            cancellationToken,
            count)));
        return
        [
            .. shards.SelectMany(items => items)
                .GroupBy(item => item.Text(TableDefinition.SortKey), StringComparer.Ordinal)
                .OrderByDescending(day => day.Key, StringComparer.Ordinal)
                .Take(count)
                .Select(day => new UsageRow(day.Key, Sum(day))),
        ];
    }

    /// <summary>Models in the order of their names, at most so many; they are few, so their days are read.</summary>
    private async Task<List<UsageRow>> ModelsAsync(
        UsageQuery query, string? after, int count, CancellationToken cancellationToken)
    {
        if (query.From > query.To)
        {
            return [];
        }

        // Days are followed by "#" and the model's name; "$" is the character after it.
        var shards = await Task.WhenAll(Shards.All.Select(shard => tables.Main.ListAsync(
            KeyQuery.Between(Keys.OfModels(shard), Keys.Day(query.From), $"{Keys.Day(query.To)}$"),
            cancellationToken)));
        return
        [
            .. shards.SelectMany(items => items)
                .GroupBy(item => Keys.ModelOf(item.Text(TableDefinition.SortKey)), StringComparer.Ordinal)
                .Where(model => after is null || string.CompareOrdinal(model.Key, after) > 0)
                .OrderBy(model => model.Key, StringComparer.Ordinal)
                .Take(count)
                .Select(model => new UsageRow(model.Key, Sum(model))),
        ];
    }

    /// <summary>Sessions or clients in the order of their keys, at most so many.</summary>
    private async Task<List<UsageRow>> KeysAsync(
        UsageQuery query, string? after, int count, CancellationToken cancellationToken)
    {
        var isSession = query.Group == UsageGroup.Session;
        var days = await DaysAsync(query.From, query.To, null, int.MaxValue, cancellationToken);
        var found = new List<Item>();
        foreach (var some in days.Select(row => Keys.DayOf(row.Key)).Chunk(DaysAtOnce))
        {
            var next = await Task.WhenAll(some.Select(day => tables.Main.ListAsync(
                After(isSession ? Keys.SessionsOn(day) : Keys.ClientsOn(day), isSession, after) with
                {
                    Index = TableDefinition.Index1,
                },
                cancellationToken,
                count)));
            found.AddRange(next.SelectMany(items => items));
        }

        var rows = found.GroupBy(KeyOf, StringComparer.Ordinal).OrderBy(row => row.Key, StringComparer.Ordinal)
            .Take(count).ToList();
        var items = await tables.Main.GetAllAsync(
            rows.SelectMany(row => row).Select(ItemKey.Of), cancellationToken);
        return
        [
            .. rows.Select(row => (row.Key, Items: row.Select(each => items.GetValueOrDefault(ItemKey.Of(each)))
                    .OfType<Item>().ToList()))
                // What was erased since the index was written is left out.
                .Where(row => row.Items.Count > 0)
                .Select(row => new UsageRow(isSession ? row.Key : row.Key[Keys.ClientStart.Length..], Sum(row.Items))),
        ];
    }

    private static KeyQuery After(string partition, bool isSession, string? after) => after is null
        ? new KeyQuery(partition)
        : KeyQuery.Above(partition, isSession ? after : Keys.ClientOn(after));

    private static string KeyOf(Item item) => item.Text(TableDefinition.Index1.SortKey);

    private static UsageTotals Sum(IEnumerable<Item> items) =>
        items.Aggregate(UsageTotals.Zero, (sum, item) => sum + UsageItems.Read(item));
}
