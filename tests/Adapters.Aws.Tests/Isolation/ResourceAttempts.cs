using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using static TmuxBuilder.Adapters.Aws.Tests.Isolation.Attempt;
using CdnTag = Amazon.CloudFront.Model.Tag;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>After buckets and distributions themselves.</summary>
internal static class ResourceAttempts
{
    public static IEnumerable<Attempt> All =>
    [
        new("buckets", "one in another's name", NewBucket(all => all.Victim.Bucket), (_, who, bucket) =>
            who.S3.MakeBucketAsync(bucket, Cancellation)),
        new("buckets", "one of one's own, which no ledger has", NewBucket(all => all.Attacker.Bucket),
            (_, who, bucket) => who.S3.MakeBucketAsync(bucket, Cancellation)),
        new("buckets", "another's removed", all => MadeAsync(all, all.Victim.Bucket), (_, who, bucket) =>
            who.S3.DeleteBucketAsync(bucket, Cancellation)),
        new("buckets", "one's own removed", all => MadeAsync(all, all.Attacker.Bucket), (_, who, bucket) =>
            who.S3.DeleteBucketAsync(bucket, Cancellation)),
        new("buckets' policies", "another's opened", all => MadeAsync(all, all.Victim.Bucket), OpenAsync),
        new("buckets' policies", "one's own opened", all => MadeAsync(all, all.Attacker.Bucket), OpenAsync),
        To("buckets' policies", "another's read", (all, who) =>
            who.S3.GetBucketPolicyAsync(all.Victim.Bucket, Cancellation)),
        new("buckets' policies", "one's own unlocked for the public", all => MadeAsync(all, all.Attacker.Bucket),
            (_, who, bucket) => who.S3.DeletePublicAccessBlockAsync(
                new DeletePublicAccessBlockRequest { BucketName = bucket }, Cancellation)),
        new("buckets' tags", "one's own changed", all => MadeAsync(all, all.Attacker.Bucket), (_, who, bucket) =>
            who.S3.PutBucketTaggingAsync(
                new PutBucketTaggingRequest
                {
                    BucketName = bucket,
                    TagSet = [new Amazon.S3.Model.Tag { Key = "guid", Value = "other" }],
                },
                Cancellation)),
        To("reading distributions", "another's", (all, who) => who.CloudFront.GetDistributionAsync(
            new GetDistributionRequest { Id = all.Victim.Distribution }, Cancellation)),
        To("reading distributions", "another's configuration", (all, who) =>
            who.CloudFront.GetDistributionConfigAsync(
                new GetDistributionConfigRequest { Id = all.Victim.Distribution }, Cancellation)),
        To("reading distributions", "all of the account", (_, who) => who.CloudFront.ListDistributionsAsync(
            new ListDistributionsRequest(), Cancellation)),
        To("changing distributions", "another's", (all, who) => UpdateAsync(all, who, all.Victim.Distribution)),
        To("changing distributions", "one's own", (all, who) => UpdateAsync(all, who, all.Attacker.Distribution)),
        To("changing distributions", "a new one before another's bucket", CreateAsync),
        new("changing distributions", "one's own removed", RemovableAsync, RemoveAsync),
        To("invalidations", "another's caches emptied", (all, who) => who.CloudFront.CreateInvalidationAsync(
            new CreateInvalidationRequest
            {
                DistributionId = all.Victim.Distribution,
                InvalidationBatch = new InvalidationBatch
                {
                    CallerReference = all.NewName("again-"),
                    Paths = new Paths { Quantity = 1, Items = ["/*"] },
                },
            },
            Cancellation)),
        To("distributions' tags", "another's made one's own", (all, who) =>
            TagAsync(who, all.Victim.DistributionArn, all.Attacker.Session.Short),
            all => TagAsync(all.Owner, all.Victim.DistributionArn, all.Victim.Session.Short)),
        To("distributions' tags", "one's own given away", (all, who) =>
            TagAsync(who, all.Attacker.DistributionArn, all.Victim.Session.Short),
            all => TagAsync(all.Owner, all.Attacker.DistributionArn, all.Attacker.Session.Short)),
        To("distributions' tags", "another's read", (all, who) => who.CloudFront.ListTagsForResourceAsync(
            new ListTagsForResourceRequest { Resource = all.Victim.DistributionArn }, Cancellation)),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Func<Neighbours, Task<string>> NewBucket(Func<Neighbours, string> bucket) =>
        all => Task.FromResult(all.NewName(bucket(all)[.."tmux-0123456789ab-".Length] + "new-"));

    private static async Task<string> MadeAsync(Neighbours all, string bucket)
    {
        var made = await NewBucket(_ => bucket)(all);
        await all.Owner.S3.MakeBucketAsync(made, Cancellation);
        return made;
    }

    private static Task<PutBucketPolicyResponse> OpenAsync(Neighbours all, Caller who, string bucket) =>
        who.S3.PutBucketPolicyAsync(
        new PutBucketPolicyRequest
        {
            BucketName = bucket,
            Policy = $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
                "Resource":"arn:aws:s3:::{{bucket}}/*"}]}
                """,
        },
        Cancellation);

    /// <summary>Changes nothing, which has to be allowed all the same.</summary>
    private static async Task UpdateAsync(Neighbours all, Caller who, string id)
    {
        var read = await all.Owner.CloudFront.GetDistributionConfigAsync(
            new GetDistributionConfigRequest { Id = id }, Cancellation);
        await who.CloudFront.UpdateDistributionAsync(
            new UpdateDistributionRequest
            {
                Id = id,
                IfMatch = read.ETag,
                DistributionConfig = read.DistributionConfig,
            },
            Cancellation);
    }

    private static async Task CreateAsync(Neighbours all, Caller who)
    {
        var read = await all.Owner.CloudFront.GetDistributionConfigAsync(
            new GetDistributionConfigRequest { Id = all.Victim.Distribution }, Cancellation);
        read.DistributionConfig.CallerReference = all.NewName("another-");
        await who.CloudFront.CreateDistributionAsync(
            new CreateDistributionRequest { DistributionConfig = read.DistributionConfig }, Cancellation);
    }

    private static async Task<string> RemovableAsync(Neighbours all)
    {
        var read = await all.Owner.CloudFront.GetDistributionConfigAsync(
            new GetDistributionConfigRequest { Id = all.Attacker.Distribution }, Cancellation);
        read.DistributionConfig.CallerReference = all.NewName("removable-");
        read.DistributionConfig.Enabled = false;
        var made = await all.Owner.CloudFront.CreateDistributionWithTagsAsync(
            new CreateDistributionWithTagsRequest
            {
                DistributionConfigWithTags = new DistributionConfigWithTags
                {
                    DistributionConfig = read.DistributionConfig,
                    Tags = new Tags { Items = [new CdnTag { Key = "guid", Value = all.Attacker.Session.Short }] },
                },
            },
            Cancellation);
        return made.Distribution.Id;
    }

    private static async Task RemoveAsync(Neighbours all, Caller who, string id)
    {
        var read = await all.Owner.CloudFront.GetDistributionAsync(
            new GetDistributionRequest { Id = id }, Cancellation);
        await who.CloudFront.DeleteDistributionAsync(
            new DeleteDistributionRequest { Id = id, IfMatch = read.ETag }, Cancellation);
    }

    private static Task<TagResourceResponse> TagAsync(Caller who, string arn, string guid) =>
        who.CloudFront.TagResourceAsync(
        new TagResourceRequest
        {
            Resource = arn,
            Tags = new Tags { Items = [new CdnTag { Key = "guid", Value = guid }] },
        },
        Cancellation);
}
