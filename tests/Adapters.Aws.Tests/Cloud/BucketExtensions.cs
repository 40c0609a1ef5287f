using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>Makes buckets where accounts of the emulator are.</summary>
internal static class BucketExtensions
{
    extension(IAmazonS3 s3)
    {
        public Task<PutBucketResponse> MakeBucketAsync(string bucket, CancellationToken cancellationToken) =>
            s3.PutBucketAsync(
                new PutBucketRequest { BucketName = bucket, BucketRegionName = AwsAccount.Region }, cancellationToken);
    }
}
