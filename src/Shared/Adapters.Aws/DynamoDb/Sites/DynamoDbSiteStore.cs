using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sites;

/// <summary>Sites and releases in DynamoDB, in their session's partition; a site's id and bucket lead to it.</summary>
internal sealed class DynamoDbSiteStore(Tables tables, SessionHeads heads, SiteRemoval removal) : ISiteStore
{
    public async Task<bool> CreateAsync(Site site, LeaseToken lease, CancellationToken cancellationToken) =>
        site.Session == lease.Session
        && await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Main.Put(SiteItems.Write(site), Expression.Absent),
                tables.Main.Put(SiteItems.Leading(site, Keys.SiteById(site.Id)), Expression.Absent),
                tables.Main.Put(SiteItems.Leading(site, Keys.Bucket(site.Bucket)), Expression.Absent),
            ],
            cancellationToken) is [];

    public async Task<Site?> FindAsync(SiteId id, CancellationToken cancellationToken) =>
        await FollowAsync(Keys.SiteById(id), cancellationToken);

    public async Task<Site?> FindByBucketAsync(string bucket, CancellationToken cancellationToken) =>
        await FollowAsync(Keys.Bucket(bucket), cancellationToken);

    public async Task<Site?> FindBySlugAsync(SessionId session, string slug, CancellationToken cancellationToken) =>
        (await ListAsync(session, cancellationToken)).FirstOrDefault(site => site.Slug == slug);

    public async Task<IReadOnlyList<Site>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        var items = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session), Keys.Sites), cancellationToken);
        return
        [
            .. items.Select(SiteItems.Read)
                .OrderByDescending(site => site.CreatedAt)
                .ThenByDescending(site => site.Id.Value, StringComparer.Ordinal),
        ];
    }

    public Task<IReadOnlyList<Site>> ListPropagatingAsync(int limit, CancellationToken cancellationToken) =>
        ListAsync(SiteState.Propagating, Keys.PropagatingSites, limit, cancellationToken);

    public Task<IReadOnlyList<Site>> ListPublishingAsync(int limit, CancellationToken cancellationToken) =>
        ListAsync(SiteState.Publishing, Keys.PublishingSites, limit, cancellationToken);

    public async Task<SaveOutcome> SaveAsync(Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (site.Session != lease.Session)
        {
            return await FindAsync(site.Id, cancellationToken) is null ? SaveOutcome.Absent : SaveOutcome.LeaseLost;
        }

        var key = Keys.Site(site.Session, site.Id);
        var refusals = await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Main.Update(
                    key,
                    SiteItems.Save(site),
                    new Expression(
                        $"#{SiteItems.Version} = :version", (":version", AttributeValue.Of(site.Version)))),
            ],
            cancellationToken);
        return refusals switch
        {
            [] => SaveOutcome.Saved,
            _ when refusals.Any(refusal => refusal.Key == key && refusal.Old is null) => SaveOutcome.Absent,
            _ when refusals.Any(refusal => refusal.Key != key) => SaveOutcome.LeaseLost,
            _ => SaveOutcome.Stale,
        };
    }

    public async Task<bool> PutReleaseAsync(
        SessionId session, Release release, LeaseToken lease, CancellationToken cancellationToken) =>
        session == lease.Session
        && await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Main.Update(Keys.Release(session, release.Site, release.Id), SiteItems.Put(release)),
            ],
            cancellationToken) is [];

    public async Task<bool> PutCheckAsync(
        SiteId site,
        ReleaseId release,
        ReleaseCheck check,
        LeaseToken lease,
        CancellationToken cancellationToken) =>
        await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Main.Update(
                    Keys.Release(lease.Session, site, release), SiteItems.Put(check), Expression.Present),
            ],
            cancellationToken) is [];

    public async Task<Release?> FindReleaseAsync(
        SiteId site, ReleaseId release, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.SiteById(site), cancellationToken) is { } leading
            && await tables.Main.GetAsync(
                Keys.Release(SiteItems.SessionOf(leading), site, release), cancellationToken) is { } item
            ? SiteItems.ReadRelease(item)
            : null;

    public async Task<IReadOnlyList<Release>> ListReleasesAsync(SiteId site, CancellationToken cancellationToken)
    {
        if (await tables.Main.GetAsync(Keys.SiteById(site), cancellationToken) is not { } leading)
        {
            return [];
        }

        var items = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(SiteItems.SessionOf(leading)), Keys.ReleasesOf(site)),
            cancellationToken);
        return
        [
            .. items.Select(SiteItems.ReadRelease)
                .OrderByDescending(release => release.CreatedAt)
                .ThenByDescending(release => release.Id.Value, StringComparer.Ordinal),
        ];
    }

    public Task<bool> RemoveAllAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        removal.RunAsync(lease, cancellationToken);

    /// <summary>Sites in a state, by a list that may lag.</summary>
    private async Task<IReadOnlyList<Site>> ListAsync(
        SiteState state, Func<int, string> list, int limit, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Shards.All.Select(shard => tables.Main.ListAsync(
            new KeyQuery(list(shard)) { Index = TableDefinition.Index1 }, cancellationToken, limit)));
        var items = await tables.Main.GetAllAsync(
            shards.SelectMany(found => found).Take(limit).Select(ItemKey.Of), cancellationToken);
        return [.. items.Values.Select(SiteItems.Read).Where(site => site.State == state)];
    }

    /// <summary>The site that an item leads to.</summary>
    private async Task<Site?> FollowAsync(ItemKey key, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(key, cancellationToken) is { } leading
            && await tables.Main.GetAsync(
                Keys.Site(SiteItems.SessionOf(leading), SiteId.Parse(leading.Text(SiteItems.Site))), cancellationToken)
                is { } item
            ? SiteItems.Read(item)
            : null;
}
