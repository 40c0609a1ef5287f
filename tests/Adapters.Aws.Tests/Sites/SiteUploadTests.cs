using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>What an upload costs, and what it takes.</summary>
public sealed class SiteUploadTests : SiteTest
{
    [Fact]
    public async Task Unchanged_files_cost_no_upload()
    {
        var site = NewSite();
        var files = Enumerable.Range(0, 40)
            .Select(n => ($"part-{n}.css", $"p{n}"))
            .Append(("index.html", "one")).ToArray();
        var first = await PublishAsync(site, files);
        await Cloud.Account.ForgetCallsAsync(Cancellation);

        await UploadAsync(site with { CurrentRelease = first }, [.. files[..^1], ("index.html", "two")]);

        // One page and the manifest.
        Assert.Equal(2, await CountAsync("s3:PutObject"));
        Assert.Equal(40, await CountAsync("s3:CopyObject"));
    }

    [Fact]
    public async Task A_rollback_uploads_nothing_and_waits_for_no_cache()
    {
        var site = NewSite();
        var first = await PublishAsync(site, ("index.html", "one"), ("about.html", "a"), ("same.css", "p{}"));
        await PublishAsync(site, ("index.html", "two"), ("about.html", "b"), ("same.css", "p{}"));
        await Cloud.Account.ForgetCallsAsync(Cancellation);

        Assert.True(await Publisher.PromoteAsync(site, first, Cancellation));

        Assert.Equal("one", await FetchAsync(site, ""));
        Assert.Equal(2, await CountAsync("s3:CopyObject"));
        Assert.Equal(0, await CountAsync("cloudfront:UpdateDistribution"));
        Assert.Equal(0, await CountAsync("cloudfront:CreateInvalidation"));
    }

    [Fact]
    public async Task Promoting_what_is_served_already_copies_nothing_and_mends_what_is_missing()
    {
        var site = NewSite();
        var release = await PublishAsync(site, ("index.html", "one"), ("style.css", "p{}"));
        await Cloud.Account.ForgetCallsAsync(Cancellation);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));
        Assert.Equal(0, await CountAsync("s3:CopyObject"));

        await World.Get<IAmazonS3>().DeleteObjectAsync(site.Bucket, "live/style.css", Cancellation);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal("p{}", await FetchAsync(site, "style.css"));
    }

    [Fact]
    public async Task A_file_that_is_not_what_the_manifest_says_is_refused_by_its_hash()
    {
        var site = NewSite();
        await Publisher.EnsureAsync(site, Cancellation);
        var manifest = Build(("index.html", "one"));
        await File.WriteAllTextAsync(Path.Combine(BuiltFolder, "index.html"), "two", Cancellation);
        var release = ReleaseId.New(TimeProvider.System);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Publisher.UploadAsync(site, release, manifest, BuiltFolder, null, Cancellation));

        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
    }

    [Fact]
    public async Task A_link_in_the_copy_is_refused()
    {
        var site = NewSite();
        await Publisher.EnsureAsync(site, Cancellation);
        Build(("index.html", "one"));
        File.CreateSymbolicLink(Path.Combine(BuiltFolder, "passwd"), "/etc/passwd");
        var manifest = new ReleaseManifest(
            [new ReleaseFile("passwd", new FileInfo("/etc/passwd").Length, new string('a', 64))]);

        await Assert.ThrowsAsync<InvalidDataException>(() => Publisher.UploadAsync(
            site, ReleaseId.New(TimeProvider.System), manifest, BuiltFolder, null, Cancellation));
    }

    [Fact]
    public async Task A_large_file_goes_up_in_parts_and_down_whole()
    {
        var site = NewSite();
        var large = new string('x', (2 * S3Writer.PartLength) + 5);
        var release = await PublishAsync(site, ("index.html", "one"), ("film.mp4", large));

        var folder = await Publisher.FindFolderAsync(site, release, Cancellation);

        Assert.Equal(large, await File.ReadAllTextAsync(Path.Combine(folder!, "film.mp4"), Cancellation));
        Assert.Equal(3, await CountAsync("s3:UploadPart"));
        Assert.Equal(large.Length, (await FetchAsync(site, "film.mp4"))!.Length);
    }

    [Fact]
    public async Task A_release_that_was_changed_in_the_bucket_has_no_folder()
    {
        var site = NewSite();
        var release = await PublishAsync(site, ("index.html", "one"));
        await PutAsync(site.Bucket, $"releases/{release.Value}/index.html", "two");

        Assert.Null(await Publisher.FindFolderAsync(site, release, Cancellation));
    }

    [Theory]
    [InlineData("tmux-builder manifest 1\n../../etc/passwd")]
    [InlineData("tmux-builder manifest 1\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 3 ../x\n")]
    [InlineData("")]
    public async Task A_manifest_that_was_changed_in_the_bucket_leads_nowhere(string text)
    {
        var site = NewSite();
        var release = await PublishAsync(site, ("index.html", "one"));
        await PutAsync(site.Bucket, $"manifests/{release.Value}", text);

        Assert.Null(await Publisher.FindManifestAsync(site, release, Cancellation));
        Assert.Null(await Publisher.FindFolderAsync(site, release, Cancellation));
        Assert.False(await Publisher.PromoteAsync(site, release, Cancellation));
    }

    private Task<PutObjectResponse> PutAsync(string bucket, string key, string text) =>
        World.Get<IAmazonS3>().PutObjectAsync(
        new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = text }, Cancellation);
}
