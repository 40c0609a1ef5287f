using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records;

namespace TmuxBuilder.Adapters.Embedded.Chat;

/// <summary>The chat in SQLite.</summary>
internal sealed class SqliteChatStore(SqliteDatabase database) : IChatStore
{
    private const int MaxTail = 500;

    public Task<Page<ChatMessage>> PageAsync(
        SessionId session, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => ReadPage(sql, session, page), cancellationToken);

    public Task<IReadOnlyList<ChatMessage>> TailAsync(
        SessionId session, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ChatMessage>>(
            sql => [.. Before(sql, session, long.MaxValue, Math.Min(count, MaxTail)).Select(line => line.Message)],
            cancellationToken);

    public Task<bool> AddAsync(
        SessionId session, ChatMessage message, LeaseToken? lease, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Add(sql, session, message, lease), cancellationToken);

    public Task<bool> ClearAsync(SessionId session, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Clear(sql, session), cancellationToken);

    private static Page<ChatMessage> ReadPage(SqlRunner sql, SessionId session, PageRequest page)
    {
        const string List = "chat";
        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var before = page.Cursor is { } cursor ? Cursor.Read(List, cursor).Place : long.MaxValue;
        var lines = Before(sql, session, before, limit + 1);
        var more = lines.Count > limit;
        var shown = more ? lines[1..] : lines;
        return new Page<ChatMessage>(
            [.. shown.Select(line => line.Message)], more ? Cursor.Write(List, shown[0].N) : null);
    }

    /// <summary>The newest lines before one, oldest first.</summary>
    private static List<(long N, ChatMessage Message)> Before(SqlRunner sql, SessionId session, long before, int count)
    {
        var lines = sql.List(
            "SELECT n, id, delivery, record FROM chat WHERE session = ?1 AND n < ?2 ORDER BY n DESC LIMIT ?3",
            Line,
            session.Value,
            before,
            count);
        lines.Reverse();
        return lines;
    }

    private static bool Add(SqlRunner sql, SessionId session, ChatMessage message, LeaseToken? lease)
    {
        if (!sql.Any("SELECT 1 FROM sessions WHERE id = ?1 AND list < 3", session.Value)
            || !Fence.Allows(sql, session, lease))
        {
            return false;
        }

        ChatLines.Add(sql, session, message);
        return true;
    }

    private static bool Clear(SqlRunner sql, SessionId session)
    {
        if (!sql.Any("SELECT 1 FROM heads WHERE session = ?1 AND running IS NULL", session.Value))
        {
            return false;
        }

        sql.Execute("DELETE FROM chat WHERE session = ?1", session.Value);
        sql.Execute("DELETE FROM turns WHERE session = ?1 AND open = 0", session.Value);
        sql.Execute("DELETE FROM activity WHERE session = ?1", session.Value);
        sql.Execute("DELETE FROM activity_dropped WHERE session = ?1", session.Value);
        sql.Execute(
            """
            UPDATE heads SET ended_state = NULL, chat_count = 0, phase = '', progress = 0, status_message = ''
            WHERE session = ?1
            """,
            session.Value);
        return true;
    }

    private static (long N, ChatMessage Message) Line(SqliteDataReader reader) => (
        reader.GetInt64(0),
        reader.Record(3, RecordJson.Stored.ChatRecordV1).ToMessage(reader.GetString(1), reader.TextOrNull(2)));
}
