using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Chooses the site a deploy goes to: the one of that slug, or a new one.</summary>
internal sealed class SiteChoice(ISiteStore sites, ISitePublisher publisher, IResourceLedger ledger, TimeProvider time)
{
    private const string CallKey = "call";
    private const string SlugKey = "slug";
    private const int Tries = 4;

    /// <summary>
    /// A known slug's site, unless a new one was asked for; a new site is in the ledger before it is stored.
    /// </summary>
    /// <exception cref="PublishException">No name was free, or the session was taken over.</exception>
    public async Task<Site> ChooseAsync(Deploy deploy, CancellationToken cancellationToken) =>
        await FindAsync(deploy, cancellationToken) ?? await CreateAsync(deploy, cancellationToken);

    /// <summary>The site that is there already; <see langword="null"/> when the deploy makes a new one.</summary>
    public async Task<Site?> FindAsync(Deploy deploy, CancellationToken cancellationToken) =>
        await FindBegunAsync(deploy, cancellationToken)
            ?? (deploy.Arguments.New
                ? null
                : await sites.FindBySlugAsync(deploy.Session, deploy.Arguments.Slug, cancellationToken));

    public static ResourceRecord RecordOf(Site site, string callId, ResourceStage stage) => new(
        site.Session,
        ResourceKind.Bucket,
        site.Bucket,
        stage,
        site.CreatedAt,
        new Dictionary<string, string> { [CallKey] = callId, [SlugKey] = site.Slug, ["url"] = site.Url });

    /// <summary>The site this same call began before a restart.</summary>
    private async Task<Site?> FindBegunAsync(Deploy deploy, CancellationToken cancellationToken)
    {
        foreach (var record in await ledger.ListAsync(deploy.Session, cancellationToken))
        {
            if (record.Kind == ResourceKind.Bucket
                && record.Metadata.TryGetValue(CallKey, out var call)
                && call == deploy.CallId
                && await sites.FindByBucketAsync(record.Id, cancellationToken) is { } site
                && site.Session == deploy.Session)
            {
                return site;
            }
        }

        return null;
    }

    private async Task<Site> CreateAsync(Deploy deploy, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var now = time.GetUtcNow();
            var bucket = SiteNames.Bucket(deploy.Session, deploy.Arguments.Slug, now);
            if (await sites.FindByBucketAsync(bucket, cancellationToken) is not null)
            {
                // A name has its second; the next one is free.
                await Task.Delay(TimeSpan.FromMilliseconds(1000 - now.Millisecond), time, cancellationToken);
                continue;
            }

            var site = new Site
            {
                Id = SiteId.New(time),
                Session = deploy.Session,
                Slug = deploy.Arguments.Slug,
                Name = SiteNames.Title(deploy.Arguments.Slug),
                Bucket = bucket,
                Url = publisher.UrlOf(bucket).AbsoluteUri,
                State = SiteState.Publishing,
                CreatedAt = now,
                UpdatedAt = now,
            };
            var intent = RecordOf(site, deploy.CallId, ResourceStage.Intent);
            if (!await ledger.PutAsync(intent, deploy.Lease, cancellationToken))
            {
                throw new PublishException(Deploy.TakenOver);
            }

            if (await sites.CreateAsync(site, deploy.Lease, cancellationToken))
            {
                return site;
            }
        }

        throw new PublishException("no name was free for the site; try again in a second.");
    }
}
