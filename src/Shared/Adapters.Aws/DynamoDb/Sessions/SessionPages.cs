using System.Globalization;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// Pages of sessions. The shards of each list go on from one place in the merged order, so a page costs the same with
/// any number stored.
/// </summary>
internal sealed class SessionPages(Tables tables, SessionRows rows, SessionSearch search)
{
    public async Task<Page<SessionRow>> ReadAsync(SessionQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(query.Page.Limit, 1, PageRequest.MaxLimit);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"sessions/{query.Filter}/{query.Sort}/{query.Prefix.Length}");
        var before = query.Page.Cursor is { } cursor ? PlaceOf(Cursor.Read(name, cursor)) : null;
        if (query.Prefix.Length > 0)
        {
            return await search.ReadAsync(query, name, limit, before, cancellationToken);
        }

        var order = new SessionOrder(query.Filter, query.Sort);
        var items = await tables.Main.NewestAsync(
            order.Index, order.Partitions, before, limit + 1, cancellationToken);
        var shown = items.Take(limit).ToList();
        var page = await rows.ReadAsync(shown.Select(SessionItems.IdOf), cancellationToken);
        return new Page<SessionRow>(
            [.. page.Where(row => order.Shows(row.Session))],
            items.Count > limit ? SessionOrder.CursorAt(name, shown[^1].Text(order.Index.SortKey)) : null,
            await TotalAsync(query.Filter, cancellationToken));
    }

    private static string PlaceOf((long Place, string Id) cursor) => Keys.Place(cursor.Place, cursor.Id);

    private async Task<long> TotalAsync(SessionFilter filter, CancellationToken cancellationToken)
    {
        var counters = await tables.Main.GetAllAsync(
            SessionList.In(filter).SelectMany(list => Shards.All.Select(shard => Keys.Count(list.Key, shard))),
            cancellationToken);
        return counters.Values.Sum(item => item.Number(SessionItems.Count));
    }
}
