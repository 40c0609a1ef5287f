using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Access;

/// <summary>Bearer grants in SQLite.</summary>
internal sealed class SqliteGrantStore(SqliteDatabase database, TimeProvider time) : IGrantStore
{
    private const int MaxListed = 200;

    private const string Select = "SELECT kind, hash, id, subject, label, created, expires FROM grants";
    private const string Unexpired = "(expires IS NULL OR expires > ?3)";

    public Task AddAsync(Grant grant, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Add(sql, grant), cancellationToken);

    public Task<Grant?> FindAsync(
        GrantKind kind, string secretHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => Find(sql, kind, secretHash, now), cancellationToken);

    public Task<Grant?> RedeemAsync(
        GrantKind kind, string secretHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql =>
            {
                var grant = Find(sql, kind, secretHash, now);
                sql.Execute("DELETE FROM grants WHERE kind = ?1 AND hash = ?2", kind.ToString(), secretHash);
                return grant;
            },
            cancellationToken);

    public Task<IReadOnlyList<Grant>> ListAsync(
        GrantKind kind, string? subject, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Grant>>(
            sql => sql.List(
                $"""
                {Select} WHERE kind = ?1 AND {(subject is null ? "?2 IS NULL" : "subject = ?2")} AND {Unexpired}
                ORDER BY created DESC LIMIT ?4
                """,
                Map,
                kind.ToString(),
                subject,
                now.UtcTicks,
                MaxListed),
            cancellationToken);

    public Task<bool> RevokeAsync(GrantKind kind, string id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute("DELETE FROM grants WHERE kind = ?1 AND id = ?2", kind.ToString(), id) > 0,
            cancellationToken);

    public Task<int> RevokeAllAsync(GrantKind kind, string subject, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute("DELETE FROM grants WHERE kind = ?1 AND subject = ?2", kind.ToString(), subject),
            cancellationToken);

    private static Grant? Find(SqlRunner sql, GrantKind kind, string secretHash, DateTimeOffset now) => sql.First(
        $"{Select} WHERE kind = ?1 AND hash = ?2 AND {Unexpired}", Map, kind.ToString(), secretHash, now.UtcTicks);

    private void Add(SqlRunner sql, Grant grant)
    {
        Expired.Sweep(
            sql,
            "DELETE FROM grants WHERE (kind, hash) IN (SELECT kind, hash FROM grants WHERE expires <= ?1 LIMIT ?2)",
            time);
        sql.Execute(
            """
            INSERT INTO grants (kind, hash, id, subject, label, created, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            grant.Kind.ToString(),
            grant.SecretHash,
            grant.Id,
            grant.Subject,
            grant.Label,
            grant.CreatedAt.UtcTicks,
            grant.ExpiresAt?.UtcTicks);
    }

    private static Grant Map(SqliteDataReader reader) => new(
        reader.GetString(2),
        Enum.Parse<GrantKind>(reader.GetString(0)),
        reader.GetString(1),
        reader.GetString(3),
        reader.GetString(4),
        reader.Time(5),
        reader.TimeOrNull(6));
}
