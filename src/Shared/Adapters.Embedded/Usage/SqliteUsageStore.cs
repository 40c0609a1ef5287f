using System.Globalization;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Embedded.Usage;

/// <summary>Usage in SQLite: totals by turn, session, client and day, added to with every call.</summary>
internal sealed class SqliteUsageStore(SqliteDatabase database) : IUsageStore
{
    private const string AddUp =
        """
        SET input = input + excluded.input, output = output + excluded.output,
            cache_read = cache_read + excluded.cache_read, cache_write = cache_write + excluded.cache_write,
            cost = cost + excluded.cost
        """;

    public Task<bool> AddAsync(UsageRecord record, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Add(sql, record), cancellationToken);

    public Task<UsageTotals> SessionTotalAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First(
                "SELECT input, output, cache_read, cache_write, cost FROM usage_sessions WHERE session = ?1",
                reader => reader.Usage(0),
                session.Value) ?? UsageTotals.Zero,
            cancellationToken);

    public Task<IReadOnlyDictionary<SessionId, UsageTotals>> SessionTotalsAsync(
        IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<SessionId, UsageTotals>>(
            sql => sql.List(
                """
                SELECT session, input, output, cache_read, cache_write, cost FROM usage_sessions
                WHERE session IN (SELECT value FROM json_each(?1))
                """,
                reader => (Session: SessionId.Parse(reader.GetString(0)), Totals: reader.Usage(1)),
                Ids(sessions.Select(session => session.Value)))
                .ToDictionary(row => row.Session, row => row.Totals),
            cancellationToken);

    public Task<IReadOnlyDictionary<TurnId, UsageTotals>> TurnTotalsAsync(
        SessionId session, IReadOnlyCollection<TurnId> turns, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<TurnId, UsageTotals>>(
            sql => sql.List(
                """
                SELECT turn, input, output, cache_read, cache_write, cost FROM usage_turns
                WHERE session = ?1 AND turn IN (SELECT value FROM json_each(?2))
                """,
                reader => (Turn: TurnId.Parse(reader.GetString(0)), Totals: reader.Usage(1)),
                session.Value,
                Ids(turns.Select(turn => turn.Value)))
                .ToDictionary(row => row.Turn, row => row.Totals),
            cancellationToken);

    public Task<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>> ClientDaysAsync(
        string client, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>>(
            sql => sql.List(
                """
                SELECT day, input, output, cache_read, cache_write, cost FROM usage_days
                WHERE client = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day
                """,
                reader => (
                    DateOnly.ParseExact(reader.GetString(0), UsagePages.DayFormat, CultureInfo.InvariantCulture),
                    reader.Usage(1)),
                client,
                UsagePages.Day(from),
                UsagePages.Day(to)),
            cancellationToken);

    public Task<UsageTotals> TotalAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First(
                """
                SELECT ifnull(sum(input), 0), ifnull(sum(output), 0), ifnull(sum(cache_read), 0),
                    ifnull(sum(cache_write), 0), ifnull(sum(cost), 0)
                FROM usage_all_days WHERE day >= ?1 AND day <= ?2
                """,
                reader => reader.Usage(0),
                UsagePages.Day(from),
                UsagePages.Day(to)) ?? UsageTotals.Zero,
            cancellationToken);

    public Task<Page<UsageRow>> PageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => UsagePages.Read(sql, query), cancellationToken);

    private static bool Add(SqlRunner sql, UsageRecord record)
    {
        var day = UsagePages.Day(DateOnly.FromDateTime(record.At.UtcDateTime));
        if (Tombstones.Has(sql, record.Session))
        {
            AddTo(sql, "usage_days", "client, day", record.Amount, "", day);
            AddTo(sql, "usage_all_days", "day", record.Amount, day);
            AddTo(sql, "usage_models", "model, day", record.Amount, record.Model, day);
            return true;
        }

        var session = record.Session.Value;
        if (sql.Execute(
            "INSERT INTO usage_calls (session, call) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            session,
            record.CallId) == 0)
        {
            return false;
        }

        if (record.Turn is { } turn)
        {
            AddTo(sql, "usage_turns", "session, turn", record.Amount, session, turn.Value);
        }

        AddTo(sql, "usage_sessions", "session", record.Amount, session);
        AddTo(sql, "usage_session_days", "session, day", record.Amount, session, day);
        AddTo(sql, "usage_days", "client, day", record.Amount, record.Client, day);
        AddTo(sql, "usage_all_days", "day", record.Amount, day);
        AddTo(sql, "usage_models", "model, day", record.Amount, record.Model, day);
        return true;
    }

    private static void AddTo(
        SqlRunner sql, string table, string keys, UsageTotals amount, params ReadOnlySpan<object?> values) =>
        sql.Execute(
            $"""
            INSERT INTO {table} ({keys}, input, output, cache_read, cache_write, cost)
            VALUES ({(values.Length == 1 ? "?1" : "?1, ?2")}, ?{values.Length + 1}, ?{values.Length + 2},
                ?{values.Length + 3}, ?{values.Length + 4}, ?{values.Length + 5})
            ON CONFLICT ({keys}) DO UPDATE {AddUp}
            """,
            [.. values, amount.Input, amount.Output, amount.CacheRead, amount.CacheWrite, amount.CostMicroUsd]);

    /// <summary>A JSON list of ids, which are hexadecimal digits: nothing in them needs escaping.</summary>
    private static string Ids(IEnumerable<string> ids) => $"[{string.Join(',', ids.Select(id => $"\"{id}\""))}]";
}
