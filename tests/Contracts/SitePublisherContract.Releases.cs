using TmuxBuilder.Core.Sites;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <content>Releases that are made of others, cut short, removed, promoted at once.</content>
public abstract partial class SitePublisherContract
{
    [Fact]
    public async Task A_manifest_is_found_once_its_release_is_whole_and_until_it_is_removed()
    {
        var site = NewSite();
        var release = ReleaseId.New(Time);
        await Publisher.EnsureAsync(site, Cancellation);
        Assert.Null(await Publisher.FindManifestAsync(site, release, Cancellation));
        Build(("index.html", "one"), ("wörk & life/ü.css", "p{}"));
        await UploadAsync(site, release);

        var found = await Publisher.FindManifestAsync(site, release, Cancellation);

        Assert.True(found?.HasSameFiles(ManifestOf(built)));
        Assert.True(await Publisher.RemoveReleaseAsync(site, release, Cancellation));
        Assert.Null(await Publisher.FindManifestAsync(site, release, Cancellation));
        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
    }

    [Fact]
    public async Task What_the_release_before_has_need_not_be_in_the_folder_whatever_its_name()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), ("same.css", "p{}"), ("old-name.png", "picture"));
        Build(("index.html", "two"), ("same.css", "p{}"), ("new-name.png", "picture"));
        var manifest = ManifestOf(built);
        File.Delete(Path.Combine(built, "same.css"));
        File.Delete(Path.Combine(built, "new-name.png"));
        var release = ReleaseId.New(Time);

        await Publisher.UploadAsync(site, release, manifest, built, null, Cancellation);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal(
            ("two", "p{}", "picture", null),
            (await FetchAsync(site, "index.html"),
                await FetchAsync(site, "same.css"),
                await FetchAsync(site, "new-name.png"),
                await FetchAsync(site, "old-name.png")));
    }

    [Fact]
    public async Task An_upload_that_ended_half_way_is_never_promoted_and_is_done_again()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"));
        var release = ReleaseId.New(Time);
        Build(("a.html", "a"), ("index.html", "two"), ("z.html", "z"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => UploadAsync(site, release, new Dying()));
        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
        await World.ReopenAsync();
        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
        Assert.Equal("one", await FetchAsync(site, "index.html"));

        Build(("index.html", "two, built again"), ("z.html", "z"));
        await UploadAsync(site, release);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));
        Assert.Equal(
            ("two, built again", "z", null),
            (await FetchAsync(site, "index.html"), await FetchAsync(site, "z.html"), await FetchAsync(site, "a.html")));
    }

    [Fact]
    public async Task A_whole_release_that_was_not_served_yet_is_replaced_by_what_comes_next()
    {
        var site = NewSite();
        var release = ReleaseId.New(Time);
        await Publisher.EnsureAsync(site, Cancellation);
        Build(("index.html", "one"), ("gone.html", "x"));
        await UploadAsync(site, release);
        Build(("index.html", "one, built again"));

        await UploadAsync(site, release);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal("one, built again", await FetchAsync(site, "index.html"));
        Assert.Null(await FetchAsync(site, "gone.html"));
    }

    [Fact]
    public async Task A_release_that_was_served_never_changes()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"));
        await PublishAsync(site, ("index.html", "two"));
        Build(("index.html", "something else"));

        await UploadAsync(site, first);
        Assert.True(await Publisher.PromoteAsync(site, first, Cancellation));

        Assert.Equal("one", await FetchAsync(site, "index.html"));
    }

    [Fact]
    public async Task What_is_neither_in_the_folder_nor_in_the_release_before_ends_the_upload()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"));
        Build(("index.html", "two"), ("lost.css", "p{}"));
        var manifest = ManifestOf(built);
        File.Delete(Path.Combine(built, "lost.css"));
        var release = ReleaseId.New(Time);

        await Assert.ThrowsAsync<FileNotFoundException>(
            () => Publisher.UploadAsync(site, release, manifest, built, null, Cancellation));

        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
        Assert.True(await Publisher.PromoteAsync(site, first, Cancellation));
    }

    [Fact]
    public async Task A_file_of_another_size_than_the_manifest_says_ends_the_upload()
    {
        var site = NewSite();
        await Publisher.EnsureAsync(site, Cancellation);
        Build(("index.html", "one"));
        var manifest = ManifestOf(built);
        Build(("index.html", "one and more"));
        var release = ReleaseId.New(Time);

        await Assert.ThrowsAsync<InvalidDataException>(
            () => Publisher.UploadAsync(site, release, manifest, built, null, Cancellation));

        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
    }

    [Fact]
    public async Task Promotions_at_once_end_with_one_release_whole()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"), ("page.html", "one"));
        var second = await PublishAsync(site, ("index.html", "two"), ("page.html", "two"));

        var promoted = await AtOnceAsync(
            8, number => Publisher.PromoteAsync(site, number % 2 == 0 ? first : second, Cancellation));

        Assert.All(promoted, Assert.True);
        var shown = await FetchAsync(site, "index.html");
        Assert.Contains(shown, new[] { "one", "two" });
        Assert.Equal(shown, await FetchAsync(site, "page.html"));
    }

    [Fact]
    public async Task The_release_that_is_served_is_not_removed_and_those_that_share_files_with_one_that_is_stay_whole()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"), ("same.css", "p{}"));
        var second = await PublishAsync(site, ("index.html", "two"), ("same.css", "p{}"));

        Assert.False(await Publisher.RemoveReleaseAsync(site, second, Cancellation));
        Assert.True(await Publisher.RemoveReleaseAsync(site, first, Cancellation));
        Assert.True(await Publisher.RemoveReleaseAsync(site, first, Cancellation));
        Assert.True(await Publisher.RemoveReleaseAsync(NewSite(), first, Cancellation));

        Assert.False(await Publisher.PromoteAsync(site, first, Cancellation));
        Assert.Equal(("two", "p{}"), (await FetchAsync(site, "index.html"), await FetchAsync(site, "same.css")));
    }

    [Fact]
    public async Task A_removal_beside_a_promotion_leaves_what_is_served_whole()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"));
        await PublishAsync(site, ("index.html", "two"));

        var done = await Task.WhenAll(
            Publisher.PromoteAsync(site, first, Cancellation), Publisher.RemoveReleaseAsync(site, first, Cancellation));

        Assert.NotEqual(done[0], done[1]);
        Assert.Equal(done[0] ? "one" : "two", await FetchAsync(site, "index.html"));
    }
}
