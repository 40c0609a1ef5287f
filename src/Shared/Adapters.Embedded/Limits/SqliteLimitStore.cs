using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Limits;

/// <summary>Counters in SQLite; a window begins with its first use.</summary>
internal sealed class SqliteLimitStore(SqliteDatabase database, TimeProvider time) : ILimitStore
{
    public Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Take(sql, key, limit, window), cancellationToken);

    private TimeSpan? Take(SqlRunner sql, string key, int limit, TimeSpan window)
    {
        Expired.Sweep(
            sql,
            "DELETE FROM limits WHERE (key, span) IN (SELECT key, span FROM limits WHERE ends <= ?1 LIMIT ?2)",
            time);
        var now = time.GetUtcNow().UtcTicks;
        var (ends, used) = sql.First(
            "SELECT ends, used FROM limits WHERE key = ?1 AND span = ?2 AND ends > ?3",
            reader => (reader.GetInt64(0), reader.GetInt64(1)),
            key,
            window.Ticks,
            now);
        if (used >= limit)
        {
            return used == 0 ? window : TimeSpan.FromTicks(ends - now);
        }

        sql.Execute(
            "INSERT OR REPLACE INTO limits (key, span, ends, used) VALUES (?1, ?2, ?3, ?4)",
            key,
            window.Ticks,
            used == 0 ? now + window.Ticks : ends,
            used + 1);
        return null;
    }
}
