using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using static TmuxBuilder.Adapters.Aws.Tests.Isolation.Attempt;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>After others' objects.</summary>
internal static class ObjectAttempts
{
    public static IEnumerable<Attempt> All =>
    [
        To("reading", "a page of another's site", (all, who) => Get(who, all.Victim.Bucket, "live/index.html")),
        To("reading", "the platform's blobs", (all, who) => Get(who, all.Blobs, "sessions/secret")),
        To("reading", "only what is known of another's page", (all, who) =>
            who.S3.GetObjectMetadataAsync(all.Victim.Bucket, "live/index.html", Cancellation)),
        To("writing", "over another's page", (all, who) => Put(who, all.Victim.Bucket, "live/index.html")),
        To("writing", "beside another's pages", (all, who) => Put(who, all.Victim.Bucket, "live/new.html")),
        To("writing", "into the platform's blobs", (all, who) => Put(who, all.Blobs, "sessions/new")),
        To("writing", "in parts into another's", (all, who) =>
            who.S3.InitiateMultipartUploadAsync(all.Victim.Bucket, "live/film", Cancellation)),
        new("deleting", "another's object", all => all.PutAsync(all.Victim.Bucket), (all, who, key) =>
            who.S3.DeleteObjectAsync(all.Victim.Bucket, key, Cancellation)),
        new("deleting", "many of another's", all => all.PutAsync(all.Victim.Bucket), (all, who, key) =>
            who.S3.DeleteObjectsAsync(
                new DeleteObjectsRequest { BucketName = all.Victim.Bucket, Objects = [new KeyVersion { Key = key }] },
                Cancellation)),
        new("deleting", "the platform's blobs", all => all.PutAsync(all.Blobs), (all, who, key) =>
            who.S3.DeleteObjectAsync(all.Blobs, key, Cancellation)),
        To("copying", "another's page into one's own bucket", (all, who) =>
            Copy(who, all.Victim.Bucket, "live/index.html", all.Attacker.Bucket)),
        To("copying", "one's own over another's", (all, who) =>
            Copy(who, all.Attacker.Bucket, "live/index.html", all.Victim.Bucket)),
        To("copying", "the platform's blobs into one's own bucket", (all, who) =>
            Copy(who, all.Blobs, "sessions/secret", all.Attacker.Bucket)),
        new("copying", "another's page as a part of one's own upload",
            async all => (await all.Owner.S3.InitiateMultipartUploadAsync(
                all.Attacker.Bucket, "parts", Cancellation)).UploadId,
            (all, who, upload) => who.S3.CopyPartAsync(
                new CopyPartRequest
                {
                    SourceBucket = all.Victim.Bucket,
                    SourceKey = "live/index.html",
                    DestinationBucket = all.Attacker.Bucket,
                    DestinationKey = "parts",
                    UploadId = upload,
                    PartNumber = 1,
                },
                Cancellation)),
        To("listing", "another's objects", (all, who) => List(who, all.Victim.Bucket)),
        To("listing", "the platform's blobs", (all, who) => List(who, all.Blobs)),
        To("listing", "all buckets", (_, who) => who.S3.ListBucketsAsync(Cancellation)),
        To("listing", "another's half uploads", (all, who) =>
            who.S3.ListMultipartUploadsAsync(all.Victim.Bucket, Cancellation)),
        NamedAlike("without the hyphen", bucket => bucket[.."tmux-0123456789ab".Length]),
        NamedAlike("with another letter", bucket => bucket.Insert("tmux-0123456789ab".Length, "c")),
        NamedAlike("with something before", bucket => "x" + bucket),
        new("objects' tags", "another's", all => all.PutAsync(all.Victim.Bucket), (all, who, key) =>
            who.S3.GetObjectTaggingAsync(
                new GetObjectTaggingRequest { BucketName = all.Victim.Bucket, Key = key }, Cancellation)),
        new("objects' tags", "set on another's", all => all.PutAsync(all.Victim.Bucket), (all, who, key) =>
            who.S3.PutObjectTaggingAsync(
                new PutObjectTaggingRequest
                {
                    BucketName = all.Victim.Bucket,
                    Key = key,
                    Tagging = new Tagging { TagSet = [new Tag { Key = "guid", Value = "mine" }] },
                },
                Cancellation)),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A bucket whose name is nearly one of the attacker's.</summary>
    private static Attempt NamedAlike(string how, Func<string, string> rename) => new(
        "names alike",
        how,
        async all =>
        {
            var bucket = rename(all.Attacker.Bucket);
            await all.Owner.S3.MakeBucketAsync(bucket, Cancellation);
            await all.PutAsync(bucket, "page");
            return bucket;
        },
        (_, who, bucket) => Get(who, bucket, "page"));

    private static Task<GetObjectResponse> Get(Caller who, string bucket, string key) =>
        who.S3.GetObjectAsync(bucket, key, Cancellation);

    private static Task<PutObjectResponse> Put(Caller who, string bucket, string key) => who.S3.PutObjectAsync(
        new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = "secret" }, Cancellation);

    private static Task<ListObjectsV2Response> List(Caller who, string bucket) =>
        who.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation);

    private static Task<CopyObjectResponse> Copy(Caller who, string from, string key, string to) =>
        who.S3.CopyObjectAsync(from, key, to, "live/copied", Cancellation);
}
