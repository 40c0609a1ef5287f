using Amazon.S3;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>Every call of a site's whole life fails: once, twice, often, for ever, or with its answer lost.</summary>
public sealed class SiteFaultTests : SiteTest
{
    private const int MaxRuns = 12;

    public static TheoryData<string> Operations() =>
    [
        "s3:CreateBucket", "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging", "s3:PutBucketPolicy",
        "s3:GetObject",
        "s3:PutObject", "s3:CopyObject", "s3:ListObjectsV2", "s3:DeleteObjects", "s3:HeadBucket", "s3:DeleteBucket",
        "s3:ListBucketMultipartUploads", "cloudfront:ListDistributions", "cloudfront:ListOriginAccessControls",
        "cloudfront:CreateOriginAccessControl", "cloudfront:CreateDistribution", "cloudfront:GetDistribution",
        "cloudfront:UpdateDistribution", "cloudfront:DeleteDistribution", "cloudfront:DescribeFunction",
        "cloudfront:CreateFunction", "cloudfront:PublishFunction",
    ];

    /// <summary>One call of each stage of a life: the bucket, its files, what is shown, the CDN, the end.</summary>
    [Theory]
    [InlineData("s3:CreateBucket")]
    [InlineData("s3:PutObject")]
    [InlineData("s3:CopyObject")]
    [InlineData("cloudfront:CreateDistribution")]
    [InlineData("s3:DeleteBucket")]
    public async Task A_call_that_fails_is_made_again_by_the_next_try(string operation)
    {
        Assert.NotEqual(0, await FailAsync(AwsFault.Broken(operation, times: 3)));
        Assert.NotEqual(0, await FailAsync(AwsFault.AnswerLost(operation, times: 3)));
    }

    /// <summary>Many minutes: each tries a life seven times over, with the pauses that the product makes.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Operations))]
    public async Task Whatever_call_fails_the_next_try_ends_well(string operation)
    {
        var hits = 0;
        foreach (var fault in new[]
        {
            AwsFault.Broken(operation),
            AwsFault.Broken(operation, times: 2),
            AwsFault.Broken(operation, times: 3),
            AwsFault.Broken(operation, times: 3) with { Sparing = 1 },
            AwsFault.Throttled(operation, times: 3),
            AwsFault.Expired(operation, times: 3),
            AwsFault.AnswerLost(operation, times: 3),
        })
        {
            hits += await FailAsync(fault);
        }

        // Not each time: what the account has once, later lives find made.
        Assert.NotEqual(0, hits);
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Operations))]
    public async Task A_call_that_fails_for_ever_is_told_of_and_leaves_nothing_once_it_is_mended(string operation)
    {
        var site = await HeldSiteAsync();
        var life = new Life(this, site);
        await Cloud.Account.FailAsync(AwsFault.Broken(operation, times: -1), Cancellation);
        await Assert.ThrowsAsync<StoreUnavailableException>(life.RunAsync);

        await Cloud.Account.EndFaultsAsync(Cancellation);
        await World.ReopenAsync();
        await life.RunAsync();

        await EmptyAsync(site);
    }

    /// <summary>Lives through the fault and returns how often it struck.</summary>
    private async Task<int> FailAsync(AwsFault fault)
    {
        var id = await Cloud.Account.FailAsync(fault, Cancellation);
        var failures = await LiveAsync(MaxRuns);
        Assert.InRange(failures, 0, MaxRuns - 1);
        var hits = await Cloud.Account.HitsAsync(id, 0, Cancellation);
        await Cloud.Account.EndFaultsAsync(Cancellation);
        return hits;
    }

    private async Task<int> LiveAsync(int runs)
    {
        var site = await HeldSiteAsync();
        var life = new Life(this, site);
        for (var failures = 0; failures < runs; failures++)
        {
            try
            {
                await life.RunAsync();
                await EmptyAsync(site);
                return failures;
            }
            catch (StoreUnavailableException)
            {
                // As another process would find it.
                await World.ReopenAsync();
            }
        }

        return runs;
    }

    private async Task EmptyAsync(Site site)
    {
        Assert.Null(await Edge.FindAsync(site.Bucket, Cancellation));
        var buckets = await World.Get<IAmazonS3>().ListBucketsAsync(Cancellation);
        Assert.DoesNotContain(buckets.Buckets ?? [], bucket => bucket.BucketName == site.Bucket);
        Assert.Empty(await World.Get<IResourceLedger>().ListAsync(site.Session, Cancellation));
    }

    /// <summary>A site from its making to its end; after a failure it goes on where it was, as a worker does.</summary>
    private sealed class Life(SiteFaultTests test, Site site)
    {
        private readonly ReleaseId first = ReleaseId.New(TimeProvider.System);
        private readonly ReleaseId second = ReleaseId.New(TimeProvider.System);
        private int step;

        public async Task RunAsync()
        {
            Func<Task>[] steps =
            [
                () => test.Publisher.EnsureAsync(site, Cancellation),
                () => UploadAsync(first, ("index.html", "app"), ("app.js", "js")),
                () => PromoteAsync(first),
                () => ShowsAsync("app", "app"),
                () => UploadAsync(second, ("index.html", "home"), ("a/index.html", "a"), ("app.js", "js")),
                () => PromoteAsync(second),
                () => ShowsAsync("home", null),
                () => PromoteAsync(first),
                () => ShowsAsync("app", "app"),
                () => test.Publisher.StateAsync(site, Cancellation),
                () => test.Publisher.FindFolderAsync(site, second, Cancellation),
                () => test.Publisher.RemoveReleaseAsync(site, second, Cancellation),
                () => test.Publisher.RemoveAsync(site, Cancellation),
            ];
            for (; step < steps.Length; step++)
            {
                await steps[step]();
            }
        }

        private async Task UploadAsync(ReleaseId release, params (string Path, string Text)[] files)
        {
            var current = release == second ? first : (ReleaseId?)null;
            var known = site with { CurrentRelease = current };
            await test.Publisher.UploadAsync(
                known, release, test.Build(files), test.BuiltFolder, null, Cancellation);
        }

        private async Task PromoteAsync(ReleaseId release) =>
            Assert.True(await test.Publisher.PromoteAsync(site, release, Cancellation));

        /// <summary>Looks as a visitor does: a look that fails is taken again.</summary>
        private async Task ShowsAsync(string home, string? deep)
        {
            try
            {
                Assert.Equal(home, await test.FetchAsync(site, ""));
                Assert.Equal(deep, await test.FetchAsync(site, "no/such"));
            }
            catch (Exception broken) when (broken is Amazon.Runtime.AmazonServiceException or HttpRequestException)
            {
                throw new StoreUnavailableException("The look failed.", broken);
            }
        }
    }
}
