using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>How sites are made and served.</summary>
public sealed class SiteServingTests : SiteTest
{
    private const string Hashed = "assets/index-BxY3kQ9d.js";

    [Fact]
    public async Task A_bucket_is_closed_to_the_world_and_tagged()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"));
        var s3 = World.Get<IAmazonS3>();

        var block = (await s3.GetPublicAccessBlockAsync(
            new GetPublicAccessBlockRequest { BucketName = site.Bucket }, Cancellation)).PublicAccessBlockConfiguration;
        Assert.True(block.BlockPublicAcls == true && block.BlockPublicPolicy == true
            && block.IgnorePublicAcls == true && block.RestrictPublicBuckets == true);
        var tags = await s3.GetBucketTaggingAsync(
            new GetBucketTaggingRequest { BucketName = site.Bucket }, Cancellation);
        Assert.Equal(
            [("created-by", "tmux-builder"), ("guid", site.Session.Short)],
            tags.TagSet.Select(tag => (tag.Key, tag.Value)).Order());
    }

    [Theory]
    [InlineData("live/index.html", "own", "true", "allow")]
    [InlineData("live/index.html", "own", "false", "deny")]
    [InlineData("live/index.html", "another", "true", "silent")]
    [InlineData("releases/x/index.html", "own", "true", "silent")]
    [InlineData("manifests/x", "own", "true", "silent")]
    [InlineData("current", "own", "true", "silent")]
    public async Task A_bucket_is_open_to_its_own_distribution_for_what_is_live_and_with_tls(
        string key, string whose, string tls, string expected)
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"));
        var own = (await Edge.FindAsync(site.Bucket, Cancellation))!.ARN;

        var decision = await Cloud.Account.DecideAsync(
            "cloudfront.amazonaws.com",
            "s3:GetObject",
            $"arn:aws:s3:::{site.Bucket}/{key}",
            new Dictionary<string, string>
            {
                ["aws:SourceArn"] = whose == "own" ? own : own + "X",
                ["aws:SecureTransport"] = tls,
            },
            Cancellation);

        Assert.Equal(expected, decision);
    }

    [Fact]
    public async Task A_distribution_has_all_that_a_site_needs()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), ("other.html", "two"));

        var found = await Edge.FindAsync(site.Bucket, Cancellation);

        Assert.NotNull(found);
        Assert.Equal($"{site.Bucket}.sites.example.com", Assert.Single(found.Aliases.Items));
        Assert.Equal("TLSv1.2_2021", found.ViewerCertificate.MinimumProtocolVersion.Value);
        Assert.Equal("redirect-to-https", found.DefaultCacheBehavior.ViewerProtocolPolicy.Value);
        Assert.True(found.DefaultCacheBehavior.Compress);
        Assert.Equal(Cloud.Options.Sites.CachePolicyId, found.DefaultCacheBehavior.CachePolicyId);
        Assert.Equal(Cloud.Options.Sites.ResponseHeadersPolicyId, found.DefaultCacheBehavior.ResponseHeadersPolicyId);
        Assert.NotEmpty(found.Origins.Items.Single().OriginAccessControlId);
        Assert.Equal($"{site.Bucket}.s3.eu-central-1.amazonaws.com", found.Origins.Items.Single().DomainName);
        Assert.True(found.CustomErrorResponses?.Quantity is null or 0);
        var tags = await World.Get<IAmazonCloudFront>().ListTagsForResourceAsync(
            new ListTagsForResourceRequest { Resource = found.ARN }, Cancellation);
        Assert.Equal(
            [("created-by", "tmux-builder"), ("guid", site.Session.Short)],
            tags.Tags.Items.Select(tag => (tag.Key, tag.Value)).Order());
    }

    [Fact]
    public async Task Names_with_a_hash_are_kept_for_ever_and_all_else_is_asked_for_again()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), (Hashed, "js"), ("style.css", "p{}"), ("favicon", "x"));

        Assert.Equal(
            ("text/html; charset=utf-8", "no-cache"), await HeadersAsync(site, "index.html"));
        Assert.Equal(
            ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
            await HeadersAsync(site, Hashed));
        Assert.Equal(("text/css; charset=utf-8", "no-cache"), await HeadersAsync(site, "style.css"));
        await PublishAsync(site, ("index.html", "two"), ("moved.txt", "p{}"));
        Assert.Equal(("text/plain; charset=utf-8", "no-cache"), await HeadersAsync(site, "moved.txt"));
    }

    [Fact]
    public async Task The_page_of_a_folder_is_at_the_folders_address_and_without_the_slash_leads_there()
    {
        var site = NewSite();
        await PublishAsync(
            site, ("index.html", "home"), ("a b/c/index.html", "deep"), ("x/index.html", "x"), ("x.html", "page"));

        Assert.Equal("home", await FetchAsync(site, ""));
        Assert.Equal("deep", await FetchAsync(site, "a b/c/"));
        var lead = await Edge.FetchAsync(site, "a b/c", Cancellation);
        Assert.Equal(("text/html; charset=utf-8", "no-cache"), (lead!.ContentType, lead.CacheControl));
        Assert.Contains("content=\"0;url=c/\"", lead.Text, StringComparison.Ordinal);
        Assert.Null(await FetchAsync(site, "a b/"));
        Assert.Null(await FetchAsync(site, "nothing"));

        await PublishAsync(site, ("index.html", "home"), ("x.html", "page"));
        Assert.Equal((null, null), (await FetchAsync(site, "x/"), await FetchAsync(site, "x")));
    }

    [Fact]
    public async Task One_page_stands_for_all_addresses_only_while_it_is_the_only_one()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "app"), ("app.js", "js"));
        Assert.Equal(("app", "app", "js", null), (
            await FetchAsync(site, "deep/inside"), await FetchAsync(site, ""), await FetchAsync(site, "app.js"),
            await FetchAsync(site, "missing.js")));

        var pages = await PublishAsync(site, ("index.html", "home"), ("about.html", "about"));
        Assert.Null(await FetchAsync(site, "deep/inside"));

        await PublishAsync(site, ("index.html", "app"));
        Assert.Equal("app", await FetchAsync(site, "deep/inside"));
        await Publisher.PromoteAsync(site, pages, Cancellation);
        Assert.Null(await FetchAsync(site, "deep/inside"));
    }

    [Fact]
    public async Task Parts_of_the_pages_before_are_kept_where_their_names_have_a_hash()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), (Hashed, "old"), ("style.css", "old"), ("old.html", "old"));

        await PublishAsync(site, ("index.html", "two"));

        Assert.Equal("old", await FetchAsync(site, Hashed));
        Assert.Equal((null, null), (await FetchAsync(site, "style.css"), await FetchAsync(site, "old.html")));
    }

    [Fact]
    public async Task Caches_are_emptied_only_of_a_name_with_a_hash_that_lied()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), (Hashed, "old"));
        await PublishAsync(site, ("index.html", "two"), (Hashed, "old"), ("style.css", "x"));
        Assert.Equal(0, await CountAsync("cloudfront:CreateInvalidation"));

        await PublishAsync(site, ("index.html", "three"), (Hashed, "new"));

        Assert.Equal(1, await CountAsync("cloudfront:CreateInvalidation"));
        Assert.Equal("new", await FetchAsync(site, Hashed));
    }

    [Fact]
    public async Task A_cache_that_could_not_be_emptied_is_with_the_next_try()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), (Hashed, "old"));
        var release = await UploadAsync(site, ("index.html", "two"), (Hashed, "new"));
        await Cloud.Account.FailAsync(AwsFault.Broken("cloudfront:CreateInvalidation", times: -1), Cancellation);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Publisher.PromoteAsync(site, release, Cancellation));
        await Cloud.Account.EndFaultsAsync(Cancellation);
        await Cloud.Account.ForgetCallsAsync(Cancellation);

        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal(1, await CountAsync("cloudfront:CreateInvalidation"));
        Assert.Equal("new", await FetchAsync(site, Hashed));
    }

    [Fact]
    public void What_caches_forget_is_named_one_by_one_until_it_is_much()
    {
        Assert.Equal(["/a%20b/%C3%B6%2A.js"], SiteDistributions.Named(["/a b/ö*.js"]));
        Assert.Equal(["/*"], SiteDistributions.Named([.. Enumerable.Range(0, 3001).Select(n => $"/{n}")]));
    }

    [Fact]
    public async Task A_site_is_live_once_its_distribution_is_deployed()
    {
        await Cloud.Account.SetAsync(new AwsSettings { DeployAfterReads = int.MaxValue }, Cancellation);
        var site = NewSite();
        Assert.Equal(SiteState.Publishing, await Publisher.StateAsync(site, Cancellation));
        await PublishAsync(site, ("index.html", "one"));
        Assert.Equal(SiteState.Propagating, await Publisher.StateAsync(site, Cancellation));

        await Cloud.Account.DeployAsync(Cancellation);

        Assert.Equal(SiteState.Live, await Publisher.StateAsync(site, Cancellation));
    }

    [Fact]
    public async Task The_distribution_is_in_the_ledger_before_it_is_and_after()
    {
        var site = await HeldSiteAsync();
        await Cloud.Account.FailAsync(AwsFault.Broken("cloudfront:CreateDistribution", times: -1), Cancellation);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Publisher.EnsureAsync(site, Cancellation));
        Assert.Equal([(ResourceKind.Distribution, site.Bucket, ResourceStage.Intent)], await LinesAsync(site));

        await Cloud.Account.EndFaultsAsync(Cancellation);
        await Publisher.EnsureAsync(site, Cancellation);
        Assert.Equal([(ResourceKind.Distribution, site.Bucket, ResourceStage.Fact)], await LinesAsync(site));

        await Publisher.RemoveAsync(site, Cancellation);
        Assert.Empty(await LinesAsync(site));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("photos")]
    [InlineData("tmux-")]
    [InlineData("tmux-A")]
    [InlineData("tmux-a\n")]
    public async Task A_bucket_of_another_form_is_our_own_mistake(string bucket)
    {
        var site = NewSite() with { Bucket = bucket };

        await Assert.ThrowsAsync<ArgumentException>(() => Publisher.EnsureAsync(site, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Publisher.RemoveAsync(site, Cancellation));
        Assert.DoesNotContain(
            await Cloud.Account.CallsAsync(Cancellation), call => call.Service is "s3" or "cloudfront");
    }

    [Fact]
    public async Task A_bucket_of_somebody_elses_is_not_used()
    {
        var emulator = await AwsEmulator.SharedAsync();
        await using var others = await emulator.OpenAccountAsync(Cancellation);
        var site = NewSite();
        using var s3 = new AmazonS3Client(
            others.Credentials, others.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await s3.MakeBucketAsync(site.Bucket, Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Publisher.EnsureAsync(site, Cancellation));

        Assert.Null(await Edge.FindAsync(site.Bucket, Cancellation));
    }

    private async Task<(string Type, string Caching)> HeadersAsync(Site site, string path)
    {
        var answer = await Edge.FetchAsync(site, path, Cancellation);
        return (answer!.ContentType, answer.CacheControl);
    }

    private async Task<List<(ResourceKind Kind, string Id, ResourceStage Stage)>> LinesAsync(Site site) =>
        [.. (await World.Get<IResourceLedger>().ListAsync(site.Session, Cancellation))
            .Select(line => (line.Kind, line.Id, line.Stage))];
}
