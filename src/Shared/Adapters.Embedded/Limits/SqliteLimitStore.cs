using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Limits;

/// <summary>Counters in SQLite; a window begins with its first use.</summary>
internal sealed class SqliteLimitStore(SqliteDatabase database, TimeProvider time) : ILimitStore
{
    public Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Take(sql, key, limit, window), cancellationToken);

    public Task<TimeSpan?> LookAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => Find(sql, key, window).Wait(limit), cancellationToken);

    private TimeSpan? Take(SqlRunner sql, string key, int limit, TimeSpan window)
    {
        Expired.Sweep(
            sql,
            "DELETE FROM limits WHERE (key, span) IN (SELECT key, span FROM limits WHERE ends <= ?1 LIMIT ?2)",
            time);
        var counted = Find(sql, key, window);
        if (counted.Wait(limit) is { } wait)
        {
            return wait;
        }

        sql.Execute(
            "INSERT OR REPLACE INTO limits (key, span, ends, used) VALUES (?1, ?2, ?3, ?4)",
            key,
            window.Ticks,
            time.GetUtcNow().UtcTicks + counted.Left.Ticks,
            counted.Used + 1);
        return null;
    }

    private Uses Find(SqlRunner sql, string key, TimeSpan window)
    {
        var now = time.GetUtcNow().UtcTicks;
        var (ends, used) = sql.First(
            "SELECT ends, used FROM limits WHERE key = ?1 AND span = ?2 AND ends > ?3",
            reader => (reader.GetInt64(0), reader.GetInt64(1)),
            key,
            window.Ticks,
            now);
        return new Uses(used, used == 0 ? window : TimeSpan.FromTicks(ends - now));
    }

    /// <summary>What was counted in a window, and the time until it ends; all of it before the first use.</summary>
    private readonly record struct Uses(long Used, TimeSpan Left)
    {
        public TimeSpan? Wait(int limit) => Used >= limit ? Left : null;
    }
}
