using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Requests;

namespace TmuxBuilder.Adapters.Embedded.Requests;

/// <summary>Onboarding requests in SQLite.</summary>
internal sealed class SqliteRequestStore(SqliteDatabase database) : IRequestStore
{
    public Task CreateAsync(BuildRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                "INSERT INTO requests (id, status, created, record) VALUES (?1, ?2, ?3, ?4)",
                request.Id.Value,
                request.Status.ToString(),
                request.CreatedAt.UtcTicks,
                RequestRecordV1.Write(request)),
            cancellationToken);

    public Task<BuildRequest?> FindAsync(RequestId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First("SELECT id, record FROM requests WHERE id = ?1", Map, id.Value), cancellationToken);

    public Task<bool> DecideAsync(BuildRequest decided, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                "UPDATE requests SET status = ?2, record = ?3 WHERE id = ?1 AND status = ?4",
                decided.Id.Value,
                decided.Status.ToString(),
                RequestRecordV1.Write(decided),
                nameof(RequestStatus.Pending)) == 1,
            cancellationToken);

    public Task<Page<BuildRequest>> PageAsync(
        RequestStatus? status, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => ReadPage(sql, status?.ToString(), page), cancellationToken);

    public Task<IReadOnlyList<RequestId>> ListPendingAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RequestId>>(
            sql => sql.List(
                """
                SELECT id FROM requests WHERE status = 'Pending' AND created < ?1 ORDER BY created, id LIMIT ?2
                """,
                reader => RequestId.Parse(reader.GetString(0)),
                before.UtcTicks,
                limit),
            cancellationToken);

    public Task<bool> DeleteAsync(RequestId id, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => sql.Execute("DELETE FROM requests WHERE id = ?1", id.Value) == 1, cancellationToken);

    private static Page<BuildRequest> ReadPage(SqlRunner sql, string? status, PageRequest page)
    {
        var list = $"requests/{status}";
        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var (place, id) = page.Cursor is { } cursor ? Cursor.Read(list, cursor) : (long.MaxValue, "");
        var found = sql.List(
            $"""
            SELECT id, record FROM requests
            WHERE {(status is null ? "?3 IS NULL" : "status = ?3")} AND (created, id) < (?1, ?2)
            ORDER BY created DESC, id DESC LIMIT ?4
            """,
            Map,
            place,
            id,
            status,
            limit + 1);
        var more = found.Count > limit;
        var items = more ? found[..limit] : found;
        return new Page<BuildRequest>(
            items,
            more ? Cursor.Write(list, items[^1].CreatedAt.UtcTicks, items[^1].Id.Value) : null,
            sql.Number("SELECT ifnull(sum(n), 0) FROM request_counts WHERE ?1 IS NULL OR status = ?1", status));
    }

    private static BuildRequest Map(SqliteDataReader reader) =>
        reader.Record(1, RecordJson.Stored.RequestRecordV1).ToRequest(reader.GetString(0));
}
