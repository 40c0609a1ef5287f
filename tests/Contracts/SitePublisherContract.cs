using TmuxBuilder.Core.Sites;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract partial class SitePublisherContract
{
    [Fact]
    public async Task An_uploaded_release_is_served_once_it_is_promoted()
    {
        var site = NewSite();
        var release = ReleaseId.New(Time);
        await Publisher.EnsureAsync(site, Cancellation);
        Build(("index.html", "<h1>é</h1>"), ("assets/deep/a.css", "p{}"));

        await UploadAsync(site, release);
        Assert.Null(await FetchAsync(site, "index.html"));
        Assert.NotEqual(SiteState.Live, await Publisher.StateAsync(site, Cancellation));

        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal("<h1>é</h1>", await FetchAsync(site, "index.html"));
        Assert.Equal("p{}", await FetchAsync(site, "assets/deep/a.css"));
        Assert.Equal(SiteState.Live, await Publisher.StateAsync(site, Cancellation));
    }

    [Fact]
    public async Task A_newer_release_replaces_whole_and_rollback_promotes_the_older()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"), ("old.html", "old"));
        var second = await PublishAsync(site, ("index.html", "two"));
        Assert.Equal(("two", null), (await FetchAsync(site, "index.html"), await FetchAsync(site, "old.html")));

        Assert.True(await Publisher.PromoteAsync(site, first, Cancellation));
        Assert.Equal(("one", "old"), (await FetchAsync(site, "index.html"), await FetchAsync(site, "old.html")));

        Assert.True(await Publisher.PromoteAsync(site, second, Cancellation));
        Assert.Equal(("two", null), (await FetchAsync(site, "index.html"), await FetchAsync(site, "old.html")));
    }

    [Fact]
    public async Task A_release_that_was_not_uploaded_is_not_promoted()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"));

        Assert.False(await Publisher.PromoteAsync(site, ReleaseId.New(Time), Cancellation));
        Assert.False(await Publisher.PromoteAsync(NewSite(), ReleaseId.New(Time), Cancellation));

        Assert.Equal("one", await FetchAsync(site, "index.html"));
    }

    [Fact]
    public async Task A_release_that_is_there_has_a_folder_with_its_files()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"), ("a/b.txt", "deep"));
        await PublishAsync(site, ("index.html", "two"));

        var folder = await Publisher.FindFolderAsync(site, first, Cancellation);

        Assert.True(Path.IsPathFullyQualified(folder!));
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(folder!, "index.html"), Cancellation));
        Assert.Equal("deep", await File.ReadAllTextAsync(Path.Combine(folder!, "a/b.txt"), Cancellation));
        Assert.Null(await Publisher.FindFolderAsync(site, ReleaseId.New(Time), Cancellation));
        Assert.Null(await Publisher.FindFolderAsync(NewSite(), first, Cancellation));
        await Publisher.RemoveReleaseAsync(site, first, Cancellation);
        Assert.Null(await Publisher.FindFolderAsync(site, first, Cancellation));
    }

    [Fact]
    public async Task Every_step_may_be_done_twice()
    {
        var site = NewSite();
        var release = await PublishAsync(site, ("index.html", "one"));

        await Publisher.EnsureAsync(site, Cancellation);
        await UploadAsync(site, release);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal("one", await FetchAsync(site, "index.html"));
    }

    [Fact]
    public async Task An_upload_tells_the_bytes_done_of_all()
    {
        var site = NewSite();
        await Publisher.EnsureAsync(site, Cancellation);
        Build(("a", "12345"), ("b/c", "67890"));
        var told = new Told();

        await UploadAsync(site, ReleaseId.New(Time), told);

        Assert.NotEmpty(told.Reports);
        Assert.All(told.Reports, report => Assert.Equal(10, report.Total));
        Assert.Equal(told.Reports.OrderBy(report => report.Done), told.Reports);
        Assert.Equal(10, told.Reports[^1].Done);
    }

    [Fact]
    public async Task A_removed_site_is_served_no_more_and_removing_it_again_is_fine()
    {
        var site = NewSite();
        var other = NewSite();
        await PublishAsync(site, ("index.html", "one"));
        await PublishAsync(other, ("index.html", "two"));

        await Publisher.RemoveAsync(site, Cancellation);
        await Publisher.RemoveAsync(site, Cancellation);

        Assert.Null(await FetchAsync(site, "index.html"));
        Assert.NotEqual(SiteState.Live, await Publisher.StateAsync(site, Cancellation));
        Assert.Equal("two", await FetchAsync(other, "index.html"));
    }

    [Fact]
    public async Task Promoted_releases_outlive_the_process()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"));

        await World.ReopenAsync();

        Assert.Equal("one", await FetchAsync(site, "index.html"));
    }

    [Fact]
    public void An_address_leads_to_its_bucket_only()
    {
        var one = Publisher.UrlOf("tmux-one");
        var other = Publisher.UrlOf("tmux-other");

        Assert.NotEqual(one.Host, other.Host);
        Assert.Equal("/", one.AbsolutePath);
    }
}
