using System.Globalization;
using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Embedded.Usage;

/// <summary>Pages of usage within some days.</summary>
internal static class UsagePages
{
    public const string DayFormat = "yyyy-MM-dd";

    extension(SqliteDataReader reader)
    {
        /// <summary>Totals from five columns.</summary>
        public UsageTotals Usage(int start) => new(
            reader.GetInt64(start),
            reader.GetInt64(start + 1),
            reader.GetInt64(start + 2),
            reader.GetInt64(start + 3),
            reader.GetInt64(start + 4));
    }

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static Page<UsageRow> Read(SqlRunner sql, UsageQuery query)
    {
        var list = $"usage-{query.Group}";
        var limit = Math.Clamp(query.Page.Limit, 1, PageRequest.MaxLimit);
        var after = query.Page.Cursor is { } cursor ? Cursor.Read(list, cursor).Id : null;
        var rows = sql.List(
            query.Group switch
            {
                UsageGroup.Session => Sums("usage_session_days", "session", after is null),
                UsageGroup.Client => Sums("usage_days", "client", after is null),
                UsageGroup.Model => Sums("usage_models", "model", after is null),
                _ => Days(after is null),
            },
            reader => new UsageRow(reader.GetString(0), reader.Usage(1)),
            after ?? "",
            Day(query.From),
            Day(query.To),
            limit + 1);
        return rows.Count > limit
            ? new Page<UsageRow>(rows[..limit], Cursor.Write(list, 0, rows[limit - 1].Key))
            : new Page<UsageRow>(rows, null);
    }

    /// <summary>
    /// Sums by a key, in its order. From one key to the next it asks every day for its next one, so that a page costs
    /// as much as its rows and days, however much is stored beside them.
    /// </summary>
    private static string Sums(string table, string key, bool first) =>
        $"""
        WITH RECURSIVE
        days (day) AS MATERIALIZED (SELECT day FROM usage_all_days WHERE day >= ?2 AND day <= ?3),
        page (key) AS (
            SELECT min((
                SELECT {key} FROM {table} AS used WHERE used.day = days.day AND {key} {(first ? ">=" : ">")} ?1
                ORDER BY {key} LIMIT 1)) FROM days
            UNION ALL
            SELECT (
                SELECT min((
                    SELECT {key} FROM {table} AS used WHERE used.day = days.day AND {key} > page.key
                    ORDER BY {key} LIMIT 1)) FROM days)
            FROM page WHERE page.key IS NOT NULL LIMIT ?4)
        SELECT page.key, sum(input), sum(output), sum(cache_read), sum(cache_write), sum(cost)
        FROM page CROSS JOIN {table} AS used ON used.{key} = page.key AND used.day >= ?2 AND used.day <= ?3
        GROUP BY page.key ORDER BY page.key
        """;

    private static string Days(bool first) =>
        $"""
        SELECT day, input, output, cache_read, cache_write, cost FROM usage_all_days
        WHERE {(first ? "?1 = ''" : "day < ?1")} AND day >= ?2 AND day <= ?3 ORDER BY day DESC LIMIT ?4
        """;
}
