using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>How sites end.</summary>
public sealed class SiteRemovalTests : SiteTest
{
    [Fact]
    public async Task Everything_of_the_site_goes_also_what_nobody_knows_of()
    {
        var site = await HeldSiteAsync();
        await PublishAsync(site, ("index.html", "one"));
        var s3 = World.Get<IAmazonS3>();
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = site.Bucket, Key = "strange/ö", ContentBody = "x" }, Cancellation);
        await s3.InitiateMultipartUploadAsync(site.Bucket, "half", Cancellation);

        await Publisher.RemoveAsync(site, Cancellation);

        Assert.Null(await Edge.FindAsync(site.Bucket, Cancellation));
        await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.HeadBucketAsync(new HeadBucketRequest { BucketName = site.Bucket }, Cancellation));
        Assert.Contains(Cloud.Log.All, note => note.Text.Contains(site.Bucket, StringComparison.Ordinal)
            && note.Text.Contains("is removed with 5 objects", StringComparison.Ordinal));
    }

    /// <summary>A session's own keys write any object into its buckets, also of names that XML cannot say.</summary>
    [Fact]
    public async Task No_name_of_an_object_keeps_a_bucket_from_being_emptied()
    {
        var site = await HeldSiteAsync();
        await PublishAsync(site, ("index.html", "one"));
        var s3 = World.Get<IAmazonS3>();
        string[] strange =
            ["live/\u0001", "live/a\u001Fb/c", "100%41+b c", "live/\uFFFE", "\U0001F375", "a//b", "end\r"];
        foreach (var key in strange)
        {
            await s3.PutObjectAsync(
                new PutObjectRequest { BucketName = site.Bucket, Key = key, ContentBody = "x" }, Cancellation);
        }

        // What is live is looked through with every promotion, too.
        await PublishAsync(site, ("index.html", "two"));
        await Publisher.RemoveAsync(site, Cancellation);

        await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.HeadBucketAsync(new HeadBucketRequest { BucketName = site.Bucket }, Cancellation));
    }

    [Fact]
    public async Task A_distribution_is_switched_off_waited_for_and_only_then_deleted()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"));
        await Cloud.Account.SetAsync(new AwsSettings { DeployAfterReads = 4 }, Cancellation);

        await Publisher.RemoveAsync(site, Cancellation);

        Assert.Null(await Edge.FindAsync(site.Bucket, Cancellation));
        var calls = (await Cloud.Account.CallsAsync(Cancellation)).Where(call => call.Status < 400)
            .Select(call => call.Operation).ToList();
        Assert.True(calls.LastIndexOf("UpdateDistribution") < calls.IndexOf("DeleteDistribution"));
        Assert.True(calls.IndexOf("DeleteDistribution") < calls.IndexOf("DeleteBucket"));
        Assert.DoesNotContain(
            await Cloud.Account.CallsAsync(Cancellation),
            call => call is { Operation: "DeleteDistribution", Status: >= 400 });
    }

    [Fact]
    public async Task A_removal_that_takes_too_long_is_told_of_and_goes_on_later()
    {
        var site = await HeldSiteAsync();
        await PublishAsync(site, ("index.html", "one"));
        await Cloud.Account.SetAsync(new AwsSettings { DeployAfterReads = int.MaxValue }, Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Publisher.RemoveAsync(site, Cancellation));
        Assert.Equal(SiteState.Failed, await Publisher.StateAsync(site, Cancellation));

        await World.ReopenAsync();
        await Cloud.Account.DeployAsync(Cancellation);
        await Publisher.RemoveAsync(site, Cancellation);
        Assert.Null(await Edge.FindAsync(site.Bucket, Cancellation));
    }

    [Fact]
    public async Task A_site_whose_removal_was_begun_can_be_served_again()
    {
        var site = NewSite();
        var release = await PublishAsync(site, ("index.html", "one"));
        await Cloud.Account.FailAsync(AwsFault.Broken("cloudfront:DeleteDistribution", times: -1), Cancellation);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Publisher.RemoveAsync(site, Cancellation));
        Assert.Null(await FetchAsync(site, ""));

        await Publisher.EnsureAsync(site, Cancellation);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));

        Assert.Equal("one", await FetchAsync(site, ""));
    }

    [Fact]
    public async Task What_others_changed_meanwhile_is_not_lost()
    {
        var site = NewSite();
        await PublishAsync(site, ("index.html", "one"), ("b.html", "b"));
        var cloudFront = World.Get<IAmazonCloudFront>();
        var id = (await Edge.FindAsync(site.Bucket, Cancellation))!.Id;
        var read = await cloudFront.GetDistributionConfigAsync(
            new GetDistributionConfigRequest { Id = id }, Cancellation);
        read.DistributionConfig.WebACLId = "arn:aws:wafv2:us-east-1:1:global/webacl/x/1";
        await cloudFront.UpdateDistributionAsync(
            new UpdateDistributionRequest
            {
                Id = id,
                IfMatch = read.ETag,
                DistributionConfig = read.DistributionConfig,
            },
            Cancellation);

        await PublishAsync(site, ("index.html", "app"));

        Assert.Equal("app", await FetchAsync(site, "any"));
        Assert.Equal(
            "arn:aws:wafv2:us-east-1:1:global/webacl/x/1", (await Edge.FindAsync(site.Bucket, Cancellation))!.WebACLId);
    }
}
