using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Sites;

namespace TmuxBuilder.Adapters.Embedded.Sites;

/// <summary>Sites and releases in SQLite.</summary>
internal sealed class SqliteSiteStore(SqliteDatabase database) : ISiteStore
{
    private const string Select = "SELECT id, session, version, slug, bucket, record FROM sites";

    public Task<bool> CreateAsync(Site site, LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => Fence.Holds(sql, site.Session, lease) && sql.Execute(
                """
                INSERT INTO sites (id, session, slug, bucket, version, created, record)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (bucket) DO NOTHING
                """,
                site.Id.Value,
                site.Session.Value,
                site.Slug,
                site.Bucket,
                site.Version,
                site.CreatedAt.UtcTicks,
                SiteRecordV1.Write(site)) == 1,
            cancellationToken);

    public Task<Site?> FindAsync(SiteId id, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => sql.First($"{Select} WHERE id = ?1", Map, id.Value), cancellationToken);

    public Task<Site?> FindByBucketAsync(string bucket, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => sql.First($"{Select} WHERE bucket = ?1", Map, bucket), cancellationToken);

    public Task<Site?> FindBySlugAsync(SessionId session, string slug, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First(
                $"{Select} WHERE session = ?1 AND slug = ?2 ORDER BY created DESC, id DESC LIMIT 1",
                Map,
                session.Value,
                slug),
            cancellationToken);

    public Task<IReadOnlyList<Site>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Site>>(
            sql => sql.List($"{Select} WHERE session = ?1 ORDER BY created DESC, id DESC", Map, session.Value),
            cancellationToken);

    public Task<IReadOnlyList<Site>> ListPropagatingAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Site>>(
            sql => sql.List(
                $"{Select} WHERE json_extract(record, '$.state') = 'Propagating' LIMIT ?1", Map, limit),
            cancellationToken);

    public Task<IReadOnlyList<Site>> ListPublishingAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Site>>(
            sql => sql.List($"{Select} WHERE json_extract(record, '$.state') = 'Publishing' LIMIT ?1", Map, limit),
            cancellationToken);

    public Task<SaveOutcome> SaveAsync(Site site, LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Save(sql, site, lease), cancellationToken);

    public Task<bool> PutReleaseAsync(
        SessionId session, Release release, LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => Fence.Holds(sql, session, lease) && sql.Execute(
                """
                INSERT INTO releases (site, id, session, created, record) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (site, id) DO UPDATE SET created = excluded.created, record = excluded.record
                """,
                release.Site.Value,
                release.Id.Value,
                session.Value,
                release.CreatedAt.UtcTicks,
                ReleaseRecordV1.Write(
                    release with { Check = FindRelease(sql, release.Site, release.Id)?.Check })) == 1,
            cancellationToken);

    public Task<bool> PutCheckAsync(
        SiteId site,
        ReleaseId release,
        ReleaseCheck check,
        LeaseToken lease,
        CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => Fence.Holds(sql, lease.Session, lease)
                && FindRelease(sql, site, release) is { } stored
                && sql.Execute(
                    "UPDATE releases SET record = ?4 WHERE site = ?1 AND id = ?2 AND session = ?3",
                    site.Value,
                    release.Value,
                    lease.Session.Value,
                    ReleaseRecordV1.Write(stored with { Check = check })) == 1,
            cancellationToken);

    public Task<Release?> FindReleaseAsync(SiteId site, ReleaseId release, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => FindRelease(sql, site, release), cancellationToken);

    public Task<IReadOnlyList<Release>> ListReleasesAsync(SiteId site, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Release>>(
            sql => sql.List(
                "SELECT id, site, record FROM releases WHERE site = ?1 ORDER BY created DESC, id DESC",
                MapRelease,
                site.Value),
            cancellationToken);

    public Task<bool> RemoveAllAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => RemoveAll(sql, lease), cancellationToken);

    private static Release? FindRelease(SqlRunner sql, SiteId site, ReleaseId release) => sql.First(
        "SELECT id, site, record FROM releases WHERE site = ?1 AND id = ?2", MapRelease, site.Value, release.Value);

    private static bool RemoveAll(SqlRunner sql, LeaseToken lease)
    {
        if (!Fence.Holds(sql, lease.Session, lease))
        {
            return false;
        }

        sql.Execute("DELETE FROM releases WHERE session = ?1", lease.Session.Value);
        sql.Execute("DELETE FROM sites WHERE session = ?1", lease.Session.Value);
        return true;
    }

    private static SaveOutcome Save(SqlRunner sql, Site site, LeaseToken lease)
    {
        if (sql.First($"{Select} WHERE id = ?1", Map, site.Id.Value) is not { } stored)
        {
            return SaveOutcome.Absent;
        }

        if (!Fence.Holds(sql, stored.Session, lease))
        {
            return SaveOutcome.LeaseLost;
        }

        if (stored.Version != site.Version)
        {
            return SaveOutcome.Stale;
        }

        sql.Execute(
            "UPDATE sites SET version = version + 1, record = ?2 WHERE id = ?1",
            site.Id.Value,
            SiteRecordV1.Write(site));
        return SaveOutcome.Saved;
    }

    private static Site Map(SqliteDataReader reader) => reader.Record(5, RecordJson.Stored.SiteRecordV1).ToSite(
        reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4));

    private static Release MapRelease(SqliteDataReader reader) =>
        reader.Record(2, RecordJson.Stored.ReleaseRecordV1).ToRelease(reader.GetString(0), reader.GetString(1));
}
