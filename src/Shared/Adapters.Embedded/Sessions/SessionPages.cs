using System.Globalization;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>
/// Pages of sessions. Each walks one index from the cursor on, so that it costs the same with any number stored.
/// </summary>
internal static class SessionPages
{
    /// <summary>Up to so many matches of a prefix are sorted; with more, walking the order finds a page soon.</summary>
    private const int MaxSorted = 2_000;

    public static Page<SessionRow> Read(SqlRunner sql, SessionQuery query)
    {
        var limit = Math.Clamp(query.Page.Limit, 1, PageRequest.MaxLimit);
        var list = string.Create(
            CultureInfo.InvariantCulture, $"sessions/{query.Filter}/{query.Sort}/{query.Prefix.Length}");
        var (place, id) = query.Page.Cursor is { } cursor ? Cursor.Read(list, cursor) : (long.MaxValue, "");
        var rows = query.Prefix.Length == 0
            ? sql.List(SessionSql.Page(query), SessionMapper.Row, place, id, limit + 1)
            : WithPrefix(sql, query, place, id, limit + 1);
        var more = rows.Count > limit;
        var items = more ? rows[..limit] : rows;
        return new Page<SessionRow>(
            items,
            more ? Cursor.Write(list, PlaceOf(items[^1].Session, query.Sort), items[^1].Session.Id.Value) : null,
            query.Prefix.Length == 0 ? Total(sql, query.Filter) : null);
    }

    private static List<SessionRow> WithPrefix(SqlRunner sql, SessionQuery query, long place, string id, int count)
    {
        var from = query.Prefix.ToLowerInvariant();
        var to = from + char.ConvertFromUtf32(0x10FFFF);
        var matches = sql.Number(SessionSql.CountMatches(query.Filter), from, to, MaxSorted + 1);
        return sql.List(
            matches > MaxSorted ? SessionSql.WalkMatches(query) : SessionSql.SortMatches(query),
            SessionMapper.Row,
            place,
            id,
            count,
            from,
            to);
    }

    private static long PlaceOf(Session session, SessionSort sort) =>
        (sort == SessionSort.Created ? session.CreatedAt : session.UpdatedAt).UtcTicks;

    private static long Total(SqlRunner sql, SessionFilter filter) =>
        sql.Number($"SELECT sum(n) FROM session_counts s WHERE {SessionSql.In(filter)}");
}
