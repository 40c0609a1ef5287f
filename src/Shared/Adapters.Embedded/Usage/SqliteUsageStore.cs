using System.Globalization;
using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Embedded.Usage;

/// <summary>Usage in SQLite: totals by session and by client and day, added to with every call.</summary>
internal sealed class SqliteUsageStore(SqliteDatabase database) : IUsageStore
{
    private const string DayFormat = "yyyy-MM-dd";

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
                reader => Totals(reader, 0),
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
                reader => (Session: SessionId.Parse(reader.GetString(0)), Totals: Totals(reader, 1)),
                // Ids are hexadecimal digits: nothing in them needs escaping.
                $"[{string.Join(',', sessions.Select(session => $"\"{session.Value}\""))}]")
                .ToDictionary(row => row.Session, row => row.Totals),
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
                    DateOnly.ParseExact(reader.GetString(0), DayFormat, CultureInfo.InvariantCulture),
                    Totals(reader, 1)),
                client,
                Day(from),
                Day(to)),
            cancellationToken);

    private static bool Add(SqlRunner sql, UsageRecord record)
    {
        if (sql.Execute("INSERT INTO usage_calls (call) VALUES (?1) ON CONFLICT DO NOTHING", record.CallId) == 0)
        {
            return false;
        }

        var amount = record.Amount;
        sql.Execute(
            $"INSERT INTO usage_sessions VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (session) DO UPDATE {AddUp}",
            record.Session.Value,
            amount.Input,
            amount.Output,
            amount.CacheRead,
            amount.CacheWrite,
            amount.CostMicroUsd);
        sql.Execute(
            $"INSERT INTO usage_days VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (client, day) DO UPDATE {AddUp}",
            record.Client,
            Day(DateOnly.FromDateTime(record.At.UtcDateTime)),
            amount.Input,
            amount.Output,
            amount.CacheRead,
            amount.CacheWrite,
            amount.CostMicroUsd);
        return true;
    }

    private static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static UsageTotals Totals(SqliteDataReader reader, int start) => new(
        reader.GetInt64(start),
        reader.GetInt64(start + 1),
        reader.GetInt64(start + 2),
        reader.GetInt64(start + 3),
        reader.GetInt64(start + 4));
}
