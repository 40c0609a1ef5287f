using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// Pages of the sessions whose name, address or id begins with something. Few matches are found by indexes and sorted;
/// many are found by walking the order, where they turn up soon.
/// </summary>
internal sealed class SessionSearch(Tables tables, SessionRows rows, SearchBounds bounds)
{
    public Task<Page<SessionRow>> ReadAsync(
        SessionQuery query, string cursorName, int limit, string? before, CancellationToken cancellationToken) =>
        ReadAsync(
            new SessionOrder(query.Filter, query.Sort),
            SessionItems.Lower(query.Prefix),
            new SessionSearchPage(cursorName, limit, before),
            cancellationToken);

    private static bool Matches(Session session, string prefix) =>
        SessionItems.Lower(session.Name).StartsWith(prefix, StringComparison.Ordinal)
        || SessionItems.Lower(session.Email).StartsWith(prefix, StringComparison.Ordinal)
        || session.Id.Value.StartsWith(prefix, StringComparison.Ordinal);

    private async Task<Page<SessionRow>> ReadAsync(
        SessionOrder order, string prefix, SessionSearchPage page, CancellationToken cancellationToken)
    {
        var matches = await FindAsync(order, prefix, cancellationToken);
        if (matches.Count > bounds.MaxSorted)
        {
            return await WalkAsync(order, prefix, page, cancellationToken);
        }

        var found = (await rows.ReadAsync(matches, cancellationToken))
            .Where(row => order.Shows(row.Session) && Matches(row.Session, prefix))
            .Select(row => (Place: order.PlaceOf(row.Session), Row: row))
            .Where(row => page.Before is not { } before || string.CompareOrdinal(row.Place, before) < 0)
            .OrderByDescending(row => row.Place, StringComparer.Ordinal)
            .Take(page.Limit + 1)
            .ToList();
        return new Page<SessionRow>(
            [.. found.Take(page.Limit).Select(row => row.Row)],
            found.Count > page.Limit ? SessionOrder.CursorAt(page.CursorName, found[page.Limit - 1].Place) : null);
    }

    /// <summary>The sessions that match by an index; more than are sorted when there are too many.</summary>
    private async Task<HashSet<SessionId>> FindAsync(
        SessionOrder order, string prefix, CancellationToken cancellationToken)
    {
        var indexed = SessionItems.Indexed(prefix);
        var queries = new List<KeyQuery>();
        foreach (var partition in SessionList.In(order.Filter)
            .SelectMany(list => Shards.All.Select(shard => Keys.Finding(list.Key, shard))))
        {
            var names = KeyQuery.Beginning(partition, Keys.NamesFrom(indexed));
            var emails = KeyQuery.Beginning(partition, Keys.EmailsFrom(indexed));
            queries.Add(names with { Index = TableDefinition.Index1 });
            queries.Add(emails with { Index = TableDefinition.Index2 });
            if (prefix.Length <= SessionId.Length && prefix.All(char.IsAsciiHexDigitLower))
            {
                var ids = KeyQuery.Beginning(partition, Keys.IdsFrom(prefix));
                queries.Add(ids with { Index = TableDefinition.Index1 });
            }
        }

        var found = await Task.WhenAll(
            queries.Select(query => tables.Main.ListAsync(query, cancellationToken, bounds.MaxSorted + 1)));
        return [.. found.SelectMany(items => items).Select(SessionItems.IdOf)];
    }

    private async Task<Page<SessionRow>> WalkAsync(
        SessionOrder order, string prefix, SessionSearchPage page, CancellationToken cancellationToken)
    {
        var walk = new SessionWalk(tables.Main, order, prefix, page.Before);
        for (var round = 0; round < bounds.MaxRounds && !walk.HasOver(page.Limit); round++)
        {
            await walk.GoOnAsync(bounds.ItemsARound, cancellationToken);
        }

        var seen = walk.Seen();
        var shown = seen.Take(page.Limit).ToList();
        var end = seen.Count > page.Limit ? shown[^1].Place : walk.Frontier;
        var found = await rows.ReadAsync(shown.Select(match => match.Session), cancellationToken);
        return new Page<SessionRow>(
            [.. found.Where(row => order.Shows(row.Session) && Matches(row.Session, prefix))],
            end is null ? null : SessionOrder.CursorAt(page.CursorName, end));
    }
}
