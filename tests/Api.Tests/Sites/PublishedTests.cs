using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Tests.Sites;

/// <summary>Tests about what a session has published: sites and releases as its worker stores them.</summary>
public abstract class PublishedTests : SessionTests
{
    private protected async Task<ReleaseId> PublishAsync(LeaseToken lease, string slug, SiteState state)
    {
        var site = await CreateAsync(lease, slug, state);
        return await ReleaseAsync(lease, site);
    }

    /// <summary>Shows a new release of the site, in place of the one it shows.</summary>
    private protected async Task<ReleaseId> ReleaseAsync(LeaseToken lease, Site site)
    {
        var store = Host.Service<ISiteStore>();
        site = await store.FindAsync(site.Id, Token) ?? site;
        foreach (var before in await store.ListReleasesAsync(site.Id, Token))
        {
            Assert.True(await store.PutReleaseAsync(
                Session.Id, before with { State = ReleaseState.Previous }, lease, Token));
        }

        var release = new Release
        {
            Id = ReleaseId.New(Host.Time),
            Site = site.Id,
            State = ReleaseState.Current,
            CreatedAt = Host.Time.GetUtcNow(),
            ServedAt = Host.Time.GetUtcNow(),
        };
        Assert.True(await store.PutReleaseAsync(Session.Id, release, lease, Token));
        Assert.Equal(
            SaveOutcome.Saved, await store.SaveAsync(site with { CurrentRelease = release.Id }, lease, Token));
        return release.Id;
    }

    private protected async Task<Site> CreateAsync(LeaseToken lease, string slug, SiteState state)
    {
        var now = Host.Time.GetUtcNow();
        var site = new Site
        {
            Id = SiteId.New(Host.Time),
            Session = Session.Id,
            Slug = slug,
            Name = SiteNames.Title(slug),
            Bucket = SiteNames.Bucket(Session.Id, slug, now),
            Url = $"http://{slug}.localhost/",
            State = state,
            CreatedAt = now,
            UpdatedAt = now,
        };
        Assert.True(await Host.Service<ISiteStore>().CreateAsync(site, lease, Token));
        return site;
    }
}
