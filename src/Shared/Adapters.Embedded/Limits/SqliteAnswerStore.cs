using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Limits;

/// <summary>Answers of unsafe calls in SQLite. A row without status is a reservation.</summary>
internal sealed class SqliteAnswerStore(SqliteDatabase database, TimeProvider time) : IAnswerStore
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan Reserved = TimeSpan.FromMinutes(1);

    public Task<AnswerLookup> BeginAsync(string key, string bodyHash, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Begin(sql, key, bodyHash), cancellationToken);

    public Task FinishAsync(string key, StoredAnswer answer, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                """
                UPDATE answers SET status = ?2, content_type = ?3, body = ?4, free_at = ?5
                WHERE key = ?1 AND status IS NULL
                """,
                key,
                answer.Status,
                answer.ContentType,
                answer.Body,
                (time.GetUtcNow() + Kept).UtcTicks),
            cancellationToken);

    public Task AbandonAsync(string key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute("DELETE FROM answers WHERE key = ?1 AND status IS NULL", key), cancellationToken);

    private AnswerLookup Begin(SqlRunner sql, string key, string bodyHash)
    {
        var now = time.GetUtcNow();
        Expired.Sweep(
            sql, "DELETE FROM answers WHERE key IN (SELECT key FROM answers WHERE free_at <= ?1 LIMIT ?2)", time);
        var known = sql.First(
            "SELECT body_hash, status, content_type, body FROM answers WHERE key = ?1 AND free_at > ?2",
            reader => reader.GetString(0) != bodyHash ? new AnswerLookup(AnswerState.OtherBody)
                : reader.IsDBNull(1) ? new AnswerLookup(AnswerState.InProgress)
                : new AnswerLookup(
                    AnswerState.Answered,
                    new StoredAnswer(reader.GetInt32(1), reader.GetString(2), reader.GetString(3))),
            key,
            now.UtcTicks);
        if (known is not null)
        {
            return known;
        }

        sql.Execute(
            "INSERT OR REPLACE INTO answers (key, body_hash, free_at) VALUES (?1, ?2, ?3)",
            key,
            bodyHash,
            (now + Reserved).UtcTicks);
        return new AnswerLookup(AnswerState.New);
    }
}
