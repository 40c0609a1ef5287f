using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sites;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <content>What came of releases' checks.</content>
public abstract partial class SiteStoreContract
{
    [Fact]
    public async Task A_release_is_found_by_its_site_and_id()
    {
        var lease = await NewLeaseAsync();
        var (site, other) = (NewSite(lease), NewSite(lease));
        await Sites.CreateAsync(site, lease, Cancellation);
        var release = NewRelease(site);
        await Sites.PutReleaseAsync(lease.Session, release, lease, Cancellation);

        Assert.Equal(release, await Sites.FindReleaseAsync(site.Id, release.Id, Cancellation));
        Assert.Null(await Sites.FindReleaseAsync(other.Id, release.Id, Cancellation));
        Assert.Null(await Sites.FindReleaseAsync(site.Id, ReleaseId.New(Time), Cancellation));
    }

    [Fact]
    public async Task What_came_of_a_check_is_kept_whatever_else_is_stored_of_its_release()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease);
        await Sites.CreateAsync(site, lease, Cancellation);
        var release = NewRelease(site);
        await Sites.PutReleaseAsync(lease.Session, release, lease, Cancellation);
        var check = NewCheck();

        Assert.True(await Sites.PutCheckAsync(site.Id, release.Id, check, lease, Cancellation));
        Assert.Equal(
            release with { Check = check }, await Sites.FindReleaseAsync(site.Id, release.Id, Cancellation));

        var replaced = release with { State = ReleaseState.Current, Files = 9 };
        Assert.True(await Sites.PutReleaseAsync(lease.Session, replaced, lease, Cancellation));
        Assert.Equal(
            [replaced with { Check = check }], await Sites.ListReleasesAsync(site.Id, Cancellation));

        var not = new ReleaseCheck { At = Now, Reason = "No browser." };
        Assert.True(await Sites.PutCheckAsync(site.Id, release.Id, not, lease, Cancellation));
        Assert.Equal(not, (await Sites.FindReleaseAsync(site.Id, release.Id, Cancellation))?.Check);
    }

    [Fact]
    public async Task A_check_of_no_release_or_by_a_lost_or_foreign_lease_is_not_stored()
    {
        var lease = await NewLeaseAsync();
        var site = NewSite(lease);
        await Sites.CreateAsync(site, lease, Cancellation);
        var release = NewRelease(site);
        await Sites.PutReleaseAsync(lease.Session, release, lease, Cancellation);
        var foreign = await NewLeaseAsync();
        var lost = await World.LostLeaseAsync(lease.Session);

        Assert.False(await Sites.PutCheckAsync(site.Id, release.Id, NewCheck(), foreign, Cancellation));
        Assert.False(await Sites.PutCheckAsync(site.Id, release.Id, NewCheck(), lost, Cancellation));
        Assert.False(await Sites.PutCheckAsync(site.Id, ReleaseId.New(Time), NewCheck(), foreign, Cancellation));

        Assert.Equal([release], await Sites.ListReleasesAsync(site.Id, Cancellation));
    }

    private ReleaseCheck NewCheck() => new()
    {
        At = Now,
        Passed = false,
        AtAddress = true,
        Pages = 3,
        Errors = 2,
        Warnings = 1,
        Report = new Attachment("r", "report", "tée.json", "application/json", 5),
        Screenshot = new Attachment("s", "screenshot", "tea.jpg", "image/jpeg", 6),
        Thumbnail = new Attachment("t", "thumbnail", "tea-small.jpg", "image/jpeg", 7),
    };
}
