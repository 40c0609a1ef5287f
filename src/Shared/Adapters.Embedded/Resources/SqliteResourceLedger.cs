using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Resources;

namespace TmuxBuilder.Adapters.Embedded.Resources;

/// <summary>The ledger in SQLite.</summary>
internal sealed class SqliteResourceLedger(SqliteDatabase database) : IResourceLedger
{
    public Task<bool> PutAsync(ResourceRecord record, LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Put(sql, record, lease), cancellationToken);

    public Task<IReadOnlyList<ResourceRecord>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ResourceRecord>>(
            sql => sql.List(
                "SELECT kind, id, stage, record FROM resources WHERE session = ?1 ORDER BY created, n",
                reader => reader.Record(3, RecordJson.Stored.ResourceRecordV1)
                    .ToRecord(session, reader.GetString(0), reader.GetString(1), reader.GetString(2)),
                session.Value),
            cancellationToken);

    public Task<IReadOnlyList<ResourceRecord>> ListUnsettledAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ResourceRecord>>(
            sql => sql.List(
                """
                SELECT session, kind, id, stage, record FROM resources WHERE stage <> 'Fact' AND created < ?1
                ORDER BY created, n LIMIT ?2
                """,
                reader => reader.Record(4, RecordJson.Stored.ResourceRecordV1).ToRecord(
                    SessionId.Parse(reader.GetString(0)),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetString(3)),
                before.UtcTicks,
                limit),
            cancellationToken);

    public Task<bool> RemoveAsync(
        ResourceKind kind, string id, LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Remove(sql, kind, id, lease), cancellationToken);

    private static bool Put(SqlRunner sql, ResourceRecord record, LeaseToken lease)
    {
        if (!Fence.Holds(sql, record.Session, lease))
        {
            return false;
        }

        sql.Execute(
            """
            INSERT INTO resources (session, kind, id, stage, created, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (session, kind, id) DO UPDATE
            SET stage = excluded.stage, created = excluded.created, record = excluded.record
            WHERE NOT (stage = 'Fact' AND excluded.stage = 'Intent')
            """,
            record.Session.Value,
            record.Kind.ToString(),
            record.Id,
            record.Stage.ToString(),
            record.CreatedAt.UtcTicks,
            ResourceRecordV1.Write(record));
        return true;
    }

    private static bool Remove(SqlRunner sql, ResourceKind kind, string id, LeaseToken lease)
    {
        if (!Fence.Holds(sql, lease.Session, lease))
        {
            return false;
        }

        sql.Execute(
            "DELETE FROM resources WHERE session = ?1 AND kind = ?2 AND id = ?3",
            lease.Session.Value,
            kind.ToString(),
            id);
        return true;
    }
}
