using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Audit;

namespace TmuxBuilder.Adapters.Embedded.Audit;

/// <summary>The audit trail in SQLite.</summary>
internal sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Append(sql, record), cancellationToken);

    public Task<Page<AuditRecord>> PageAsync(string? subject, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => ReadPage(sql, subject, page), cancellationToken);

    /// <summary>Appends within another's transaction.</summary>
    internal static int Append(SqlRunner sql, AuditRecord record) => sql.Execute(
        "INSERT INTO audit (subject, record) VALUES (?1, ?2)", record.Subject, AuditRecordV1.Write(record));

    private static Page<AuditRecord> ReadPage(SqlRunner sql, string? subject, PageRequest page)
    {
        const string List = "audit";
        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var before = page.Cursor is { } cursor ? Cursor.Read(List, cursor).Place : long.MaxValue;
        var rows = sql.List(
            $"""
            SELECT n, record FROM audit WHERE {(subject is null ? "?1 IS NULL" : "subject = ?1")} AND n < ?2
            ORDER BY n DESC LIMIT ?3
            """,
            Map,
            subject,
            before,
            limit + 1);
        var more = rows.Count > limit;
        var shown = more ? rows[..limit] : rows;
        return new Page<AuditRecord>(
            [.. shown.Select(row => row.Record)], more ? Cursor.Write(List, shown[^1].N) : null);
    }

    private static (long N, AuditRecord Record) Map(SqliteDataReader reader) =>
        (reader.GetInt64(0), reader.Record(1, RecordJson.Stored.AuditRecordV1).ToRecord());
}
