using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records;

namespace TmuxBuilder.Adapters.Embedded.Activity;

/// <summary>The activity log in SQLite: visible entries in one table, dropped ones in another.</summary>
internal sealed class SqliteActivityLog(SqliteDatabase database) : IActivityLog
{
    public Task<AppendResult> AppendAsync(
        SessionId session, IReadOnlyList<NewEntry> entries, LeaseToken? lease, CancellationToken cancellationToken)
    {
        ActivityAppend.ThrowIfTooMany(entries);
        return database.WriteAsync(sql => Append(sql, session, entries, lease), cancellationToken);
    }

    public Task<IReadOnlyList<ActivityEntry>> ReadAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ActivityEntry>>(
            sql => sql.List(
                "SELECT seq, 1, record FROM activity WHERE session = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
                Entry,
                session.Value,
                since,
                limit),
            cancellationToken);

    public Task<IReadOnlyList<ActivityEntry>> TailAsync(
        SessionId session, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ActivityEntry>>(
            sql =>
            {
                var newest = sql.List(
                    "SELECT seq, 1, record FROM activity WHERE session = ?1 ORDER BY seq DESC LIMIT ?2",
                    Entry,
                    session.Value,
                    count);
                newest.Reverse();
                return newest;
            },
            cancellationToken);

    public Task<IReadOnlyList<ActivityEntry>> ReadRawAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ActivityEntry>>(
            sql => sql.List(
                """
                SELECT seq, visible, record FROM (
                    SELECT seq, 1 AS visible, 0 AS n, record FROM activity WHERE session = ?1 AND seq > ?2
                    UNION ALL
                    SELECT seq, 0, n, record FROM activity_dropped WHERE session = ?1 AND seq > ?2)
                ORDER BY seq, n LIMIT ?3
                """,
                Entry,
                session.Value,
                since,
                limit),
            cancellationToken);

    public Task<SessionHead?> HeadAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First(
                $"SELECT {SessionMapper.HeadColumns} FROM heads h WHERE h.session = ?1",
                SessionMapper.Head,
                session.Value),
            cancellationToken);

    private static AppendResult Append(
        SqlRunner sql, SessionId session, IReadOnlyList<NewEntry> entries, LeaseToken? lease)
    {
        if (!sql.Any("SELECT 1 FROM sessions WHERE id = ?1 AND list < 3", session.Value))
        {
            return new AppendResult(AppendOutcome.SessionGone, []);
        }

        return Fence.Allows(sql, session, lease)
            ? new AppendResult(AppendOutcome.Appended, ActivityAppend.Run(sql, session, entries))
            : new AppendResult(AppendOutcome.LeaseLost, []);
    }

    private static ActivityEntry Entry(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.Record(2, RecordJson.Stored.ActivityRecordV1).ToEntry(reader.GetInt64(1) == 1));
}
