using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Uploads;

namespace TmuxBuilder.Adapters.Embedded.Uploads;

/// <summary>Uploads in SQLite.</summary>
internal sealed class SqliteUploadStore(SqliteDatabase database) : IUploadStore
{
    public Task SaveAsync(Upload upload, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                """
                INSERT INTO uploads (session, id, complete, created, record) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (session, id) DO UPDATE
                SET complete = excluded.complete, created = excluded.created, record = excluded.record
                """,
                upload.Session.Value,
                upload.Id.Value,
                upload.State == UploadState.Complete,
                upload.CreatedAt.UtcTicks,
                UploadRecordV1.Write(upload)),
            cancellationToken);

    public Task<Upload?> FindAsync(SessionId session, UploadId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First(
                "SELECT record FROM uploads WHERE session = ?1 AND id = ?2",
                reader => reader.Record(0, RecordJson.Stored.UploadRecordV1).ToUpload(session, id.Value),
                session.Value,
                id.Value),
            cancellationToken);

    public Task<IReadOnlyList<Upload>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Upload>>(
            sql => sql.List(
                "SELECT id, record FROM uploads WHERE session = ?1 AND complete = 1 ORDER BY created, id",
                reader => reader.Record(1, RecordJson.Stored.UploadRecordV1).ToUpload(session, reader.GetString(0)),
                session.Value),
            cancellationToken);

    public Task<IReadOnlyList<Upload>> ListPendingAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Upload>>(
            sql => sql.List(
                "SELECT session, id, record FROM uploads WHERE complete = 0 AND created < ?1 LIMIT ?2",
                reader => reader.Record(2, RecordJson.Stored.UploadRecordV1)
                    .ToUpload(SessionId.Parse(reader.GetString(0)), reader.GetString(1)),
                before.UtcTicks,
                limit),
            cancellationToken);

    public Task<bool> RemovePendingAsync(SessionId session, UploadId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                "DELETE FROM uploads WHERE session = ?1 AND id = ?2 AND complete = 0", session.Value, id.Value) == 1,
            cancellationToken);
}
