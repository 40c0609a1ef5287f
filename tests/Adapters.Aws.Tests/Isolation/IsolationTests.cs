using Amazon.CloudFront.Model;
using Amazon.S3.Model;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>
/// What a session's own keys are refused: each attempt is made with them and, to show that it is not refused for
/// something else, by the owner of it all.
/// </summary>
public sealed class IsolationTests(Neighbours all) : IClassFixture<Neighbours>
{
    private static readonly IReadOnlyDictionary<string, Attempt> Attempts =
        ObjectAttempts.All.Concat(ResourceAttempts.All).Concat(PlatformAttempts.All)
            .ToDictionary(attempt => attempt.ToString(), StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names() => [.. Attempts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_attempt_is_refused_and_its_control_succeeds(string name)
    {
        var attempt = Attempts[name];
        var aim = await attempt.Prepare(all);

        var failure = await Record.ExceptionAsync(() => attempt.Act(all, all.Attacker.Caller, aim));

        Assert.True(failure is not null && Refused.Is(failure), $"{name}: {failure}");
        await attempt.Act(all, all.Owner, aim);
        if (attempt.Restore is { } restore)
        {
            await restore(all);
        }
    }

    [Fact]
    public void There_are_enough_attempts_of_enough_classes()
    {
        Assert.InRange(Attempts.Count, 40, 1000);
        Assert.InRange(Attempts.Values.DistinctBy(attempt => attempt.Class).Count(), 15, 1000);
    }

    /// <summary>So that the refusals above are not those of keys that open nothing at all.</summary>
    [Fact]
    public async Task What_is_ones_own_is_open_to_ones_own_keys()
    {
        var (bucket, s3, cloudFront) = (all.Attacker.Bucket, all.Attacker.Caller.S3, all.Attacker.Caller.CloudFront);
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = "live/own.html", ContentBody = "own" }, Cancellation);
        using (var read = await s3.GetObjectAsync(bucket, "live/own.html", Cancellation))
        {
            Assert.Equal(3, read.ContentLength);
        }

        await s3.CopyObjectAsync(bucket, "live/own.html", bucket, "live/copy.html", Cancellation);
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation);
        Assert.Contains("live/copy.html", listed.S3Objects.Select(found => found.Key));
        await s3.DeleteObjectAsync(bucket, "live/copy.html", Cancellation);
        var upload = await s3.InitiateMultipartUploadAsync(bucket, "live/film", Cancellation);
        await s3.AbortMultipartUploadAsync(bucket, "live/film", upload.UploadId, Cancellation);

        var id = all.Attacker.Distribution;
        await cloudFront.GetDistributionAsync(new GetDistributionRequest { Id = id }, Cancellation);
        var made = await cloudFront.CreateInvalidationAsync(
            new CreateInvalidationRequest
            {
                DistributionId = id,
                InvalidationBatch = new InvalidationBatch
                {
                    CallerReference = "own",
                    Paths = new Paths { Quantity = 1, Items = ["/*"] },
                },
            },
            Cancellation);
        await cloudFront.GetInvalidationAsync(
            new GetInvalidationRequest { DistributionId = id, Id = made.Invalidation.Id }, Cancellation);
    }
}
