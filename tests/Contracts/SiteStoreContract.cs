using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract partial class SiteStoreContract : PortContract
{
    private ISiteStore Sites => World.Get<ISiteStore>();

    [Fact]
    public async Task A_site_is_found_as_it_was_stored_by_id_bucket_and_slug()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease);

        Assert.True(await Sites.CreateAsync(site, lease, Cancellation));

        Assert.Equal(site, await Sites.FindAsync(site.Id, Cancellation));
        Assert.Equal(site, await Sites.FindByBucketAsync(site.Bucket, Cancellation));
        Assert.Equal(site, await Sites.FindBySlugAsync(lease.Session, site.Slug, Cancellation));
        Assert.Equal([site], await Sites.ListAsync(lease.Session, Cancellation));
    }

    [Fact]
    public async Task A_site_that_never_was_is_not_found()
    {
        var lease = await StoredAsync("tea");
        var other = await NewLeaseAsync();

        Assert.Null(await Sites.FindAsync(SiteId.New(Time), Cancellation));
        Assert.Null(await Sites.FindByBucketAsync("tmux-none", Cancellation));
        Assert.Null(await Sites.FindBySlugAsync(lease.Session, "coffee", Cancellation));
        Assert.Null(await Sites.FindBySlugAsync(other.Session, "tea", Cancellation));
        Assert.Empty(await Sites.ListAsync(other.Session, Cancellation));
        Assert.Equal(SaveOutcome.Absent, await Sites.SaveAsync(NewSite(lease), lease, Cancellation));
    }

    [Fact]
    public async Task A_bucket_belongs_to_the_first_of_any_session()
    {
        var lease = await NewLeaseAsync();
        var other = await NewLeaseAsync();
        var site = NewSite(lease);

        var results = await AtOnceAsync(6, index => index % 2 == 0
            ? Sites.CreateAsync(site with { Id = SiteId.New(Time) }, lease, Cancellation)
            : Sites.CreateAsync(NewSite(other) with { Bucket = site.Bucket }, other, Cancellation));

        Assert.Single(results, true);
        Assert.Single((await Sites.ListAsync(lease.Session, Cancellation)).Concat(
            await Sites.ListAsync(other.Session, Cancellation)));
    }

    [Fact]
    public async Task A_lost_or_foreign_lease_writes_no_site_and_no_release()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease);
        await Sites.CreateAsync(site, lease, Cancellation);
        var release = NewRelease(site);
        await Sites.PutReleaseAsync(lease.Session, release, lease, Cancellation);
        var foreign = await NewLeaseAsync();
        var lost = await World.LostLeaseAsync(lease.Session);

        foreach (var bad in new[] { foreign, lost })
        {
            Assert.False(await Sites.CreateAsync(NewSite(lease), bad, Cancellation));
            Assert.Equal(SaveOutcome.LeaseLost, await Sites.SaveAsync(site with { Name = "x" }, bad, Cancellation));
            Assert.False(await Sites.PutReleaseAsync(lease.Session, NewRelease(site), bad, Cancellation));
        }

        Assert.False(await Sites.RemoveAllAsync(lost, Cancellation));
        Assert.Equal([site], await Sites.ListAsync(lease.Session, Cancellation));
        Assert.Equal([release], await Sites.ListReleasesAsync(site.Id, Cancellation));
    }

    [Fact]
    public async Task The_newest_site_answers_to_a_slug_and_comes_first()
    {
        var lease = await StoredAsync("tea");
        Time.Advance(TimeSpan.FromSeconds(1));
        await StoredAsync("coffee", lease);
        Time.Advance(TimeSpan.FromSeconds(1));
        await StoredAsync("tea", lease);

        var sites = await Sites.ListAsync(lease.Session, Cancellation);

        Assert.Equal(["tea", "coffee", "tea"], sites.Select(site => site.Slug));
        Assert.Equal(sites[0], await Sites.FindBySlugAsync(lease.Session, "tea", Cancellation));
        Assert.True(sites[0].CreatedAt > sites[2].CreatedAt);
    }

    [Fact]
    public async Task A_save_raises_the_version_and_one_from_a_stale_version_is_refused()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease);
        await Sites.CreateAsync(site, lease, Cancellation);
        var changed = site with
        {
            Name = "New",
            Url = "http://new.localhost/",
            State = SiteState.Live,
            CurrentRelease = ReleaseId.New(Time),
            UpdatedAt = Now.AddMinutes(1),
        };

        Assert.Equal(SaveOutcome.Saved, await Sites.SaveAsync(changed, lease, Cancellation));
        Assert.Equal(SaveOutcome.Stale, await Sites.SaveAsync(site, lease, Cancellation));

        Assert.Equal(changed with { Version = 1 }, await Sites.FindAsync(site.Id, Cancellation));
    }

    [Fact]
    public async Task Releases_come_newest_first_and_are_replaced_by_id()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease);
        await Sites.CreateAsync(site, lease, Cancellation);
        var first = NewRelease(site);
        Assert.True(await Sites.PutReleaseAsync(lease.Session, first, lease, Cancellation));
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = NewRelease(site);
        await Sites.PutReleaseAsync(lease.Session, second, lease, Cancellation);
        await Sites.PutReleaseAsync(lease.Session, NewRelease(NewSite(lease)), lease, Cancellation);

        var replaced = first with { State = ReleaseState.Current, Files = 9, Bytes = 99 };
        Assert.True(await Sites.PutReleaseAsync(lease.Session, replaced, lease, Cancellation));

        Assert.Equal([second, replaced], await Sites.ListReleasesAsync(site.Id, Cancellation));
    }

    [Fact]
    public async Task Removing_takes_the_sessions_sites_and_releases_only()
    {
        var lease = await StoredAsync("tea");
        await StoredAsync("coffee", lease);
        var sites = await Sites.ListAsync(lease.Session, Cancellation);
        await Sites.PutReleaseAsync(lease.Session, NewRelease(sites[0]), lease, Cancellation);
        var other = await StoredAsync("tea");
        var kept = Assert.Single(await Sites.ListAsync(other.Session, Cancellation));
        await Sites.PutReleaseAsync(other.Session, NewRelease(kept), other, Cancellation);

        Assert.True(await Sites.RemoveAllAsync(lease, Cancellation));
        Assert.True(await Sites.RemoveAllAsync(lease, Cancellation));

        Assert.Empty(await Sites.ListAsync(lease.Session, Cancellation));
        Assert.Empty(await Sites.ListReleasesAsync(sites[0].Id, Cancellation));
        Assert.Single(await Sites.ListReleasesAsync(kept.Id, Cancellation));
        Assert.Equal(kept, await Sites.FindByBucketAsync(kept.Bucket, Cancellation));
    }

    [Fact]
    public async Task Sites_of_any_session_that_are_not_reached_yet_are_listed()
    {
        var ofOne = await StoredAsync("tea");
        var ofOther = await StoredAsync("coffee");
        var one = Assert.Single(await Sites.ListAsync(ofOne.Session, Cancellation));
        var other = Assert.Single(await Sites.ListAsync(ofOther.Session, Cancellation));
        await SaveAsync(one, SiteState.Propagating, ofOne);
        await SaveAsync(other, SiteState.Propagating, ofOther);
        Assert.Equal(
            new[] { one.Id, other.Id }.ToHashSet(),
            (await Sites.ListPropagatingAsync(100, Cancellation)).Select(site => site.Id).ToHashSet());
        Assert.Single(await Sites.ListPropagatingAsync(1, Cancellation));

        await SaveAsync(one with { Version = one.Version + 1 }, SiteState.Live, ofOne);
        Assert.Equal(
            [other with { Version = other.Version + 1, State = SiteState.Propagating }],
            await Sites.ListPropagatingAsync(100, Cancellation));

        Assert.True(await Sites.RemoveAllAsync(ofOther, Cancellation));
        Assert.Empty(await Sites.ListPropagatingAsync(100, Cancellation));

        async Task SaveAsync(Site site, SiteState state, LeaseToken lease) => Assert.Equal(
            SaveOutcome.Saved, await Sites.SaveAsync(site with { State = state }, lease, Cancellation));
    }

    [Fact]
    public async Task Sites_of_any_session_that_are_being_published_are_listed()
    {
        var (ofOne, ofOther) = (await NewLeaseAsync(), await NewLeaseAsync());
        var one = NewSite(ofOne) with { State = SiteState.Publishing };
        var other = NewSite(ofOther);
        Assert.True(await Sites.CreateAsync(one, ofOne, Cancellation));
        Assert.True(await Sites.CreateAsync(other, ofOther, Cancellation));
        Assert.Equal([one], await Sites.ListPublishingAsync(100, Cancellation));

        await SaveAsync(other, SiteState.Publishing, ofOther);
        Assert.Equal(
            new[] { one.Id, other.Id }.ToHashSet(),
            (await Sites.ListPublishingAsync(100, Cancellation)).Select(site => site.Id).ToHashSet());
        Assert.Single(await Sites.ListPublishingAsync(1, Cancellation));
        Assert.Empty(await Sites.ListPropagatingAsync(100, Cancellation));

        await SaveAsync(one, SiteState.Propagating, ofOne);
        await SaveAsync(other with { Version = other.Version + 1 }, SiteState.Failed, ofOther);
        Assert.Empty(await Sites.ListPublishingAsync(100, Cancellation));
        Assert.Equal([one.Id], (await Sites.ListPropagatingAsync(100, Cancellation)).Select(site => site.Id));

        async Task SaveAsync(Site site, SiteState state, LeaseToken lease) => Assert.Equal(
            SaveOutcome.Saved, await Sites.SaveAsync(site with { State = state }, lease, Cancellation));
    }

    [Fact]
    public async Task Sites_and_releases_outlive_the_process()
    {
        var lease = await StoredAsync("tea");
        var site = Assert.Single(await Sites.ListAsync(lease.Session, Cancellation));
        var release = NewRelease(site);
        await Sites.PutReleaseAsync(lease.Session, release, lease, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(site, await Sites.FindAsync(site.Id, Cancellation));
        Assert.Equal([release], await Sites.ListReleasesAsync(site.Id, Cancellation));
    }

    [Fact]
    public async Task A_site_and_a_release_with_nothing_optional_are_found_as_they_were()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease) with { CurrentRelease = null };
        var release = NewRelease(site) with { Turn = null, CallId = null, ServedAt = null, PrunedAt = null };
        await Sites.CreateAsync(site, lease, Cancellation);
        await Sites.PutReleaseAsync(lease.Session, release, lease, Cancellation);

        Assert.Equal(site, await Sites.FindAsync(site.Id, Cancellation));
        Assert.Equal([release], await Sites.ListReleasesAsync(site.Id, Cancellation));
    }

    private async Task<LeaseToken> NewLeaseAsync() =>
        await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);

    private async Task<LeaseToken> StoredAsync(string slug, LeaseToken? lease = null)
    {
        lease ??= await NewLeaseAsync();
        var site = NewSite(lease) with { Slug = slug };
        Assert.True(await Sites.CreateAsync(site, lease, Cancellation));
        return lease;
    }

    private Site NewSite(LeaseToken lease) => World.NewSite(lease.Session);

    private Release NewRelease(Site site) => World.NewRelease(site);
}
