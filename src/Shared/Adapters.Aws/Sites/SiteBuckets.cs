using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// The buckets of sites: closed to all but the platform and, by a policy, the site's own distribution, and to everybody
/// without TLS.
/// </summary>
internal sealed class SiteBuckets(IAmazonS3 s3, SiteObjects objects, AwsOptions options)
{
    // The one region that a bucket is made in without naming it.
    private const string Unnamed = "us-east-1";

    private const string What = "The site's bucket";
    private const int Sweeps = 5;

    /// <summary>Makes the bucket with its tags, or sets them right.</summary>
    public Task EnsureAsync(Site site, CancellationToken cancellationToken) => AwsFaults.ReachAsync(
        What,
        async () =>
        {
            try
            {
                await s3.PutBucketAsync(
                    new PutBucketRequest
                    {
                        BucketName = site.Bucket,
                        BucketRegionName = options.Region == Unnamed ? null : options.Region,
                    },
                    cancellationToken);
            }
            catch (BucketAlreadyOwnedByYouException)
            {
                // It is there already.
            }

            await s3.PutPublicAccessBlockAsync(
                new PutPublicAccessBlockRequest
                {
                    BucketName = site.Bucket,
                    PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration
                    {
                        BlockPublicAcls = true,
                        BlockPublicPolicy = true,
                        IgnorePublicAcls = true,
                        RestrictPublicBuckets = true,
                    },
                },
                cancellationToken);
            return await s3.PutBucketTaggingAsync(
                new PutBucketTaggingRequest
                {
                    BucketName = site.Bucket,
                    TagSet =
                    [
                        new Tag { Key = TenantPolicy.Tag, Value = site.Session.Short },
                        new Tag { Key = PlatformTag.Key, Value = PlatformTag.Value },
                    ],
                },
                cancellationToken);
        },
        cancellationToken);

    /// <summary>Opens what is live to one distribution, and nothing to anybody without TLS.</summary>
    public Task OpenAsync(string bucket, string distributionArn, CancellationToken cancellationToken) =>
        AwsFaults.ReachAsync(
            What,
            () => s3.PutBucketPolicyAsync(
                new PutBucketPolicyRequest
                {
                    BucketName = bucket,
                    Policy = SiteBucketPolicy.For(bucket, distributionArn),
                },
                cancellationToken),
            cancellationToken);

    /// <summary>Empties the bucket, also of half uploads, and removes it; returns how many objects it had.</summary>
    public async Task<int> RemoveAsync(string bucket, CancellationToken cancellationToken)
    {
        var removed = 0;
        for (var sweep = 1; ; sweep++)
        {
            removed += await objects.ClearAsync(bucket, "", _ => false, cancellationToken);
            try
            {
                await AbortUploadsAsync(bucket, cancellationToken);
                await s3.DeleteBucketAsync(bucket, cancellationToken);
                return removed;
            }
            catch (AmazonS3Exception absent) when (absent.ErrorCode == "NoSuchBucket")
            {
                return removed;
            }
            catch (AmazonS3Exception full) when (full.ErrorCode == "BucketNotEmpty" && sweep < Sweeps)
            {
                // Something was still on its way into it.
            }
            catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
            {
                throw AwsFaults.Unavailable(What, failure);
            }
        }
    }

    /// <summary>Whether there is such a bucket of ours.</summary>
    public async Task<bool> ExistsAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await s3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    private async Task AbortUploadsAsync(string bucket, CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = bucket, Encoding = EncodingType.Url };
        ListMultipartUploadsResponse page;
        do
        {
            page = await s3.ListMultipartUploadsAsync(request, cancellationToken);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                await s3.AbortMultipartUploadAsync(
                    bucket, KeyOf(page, upload.Key), upload.UploadId, cancellationToken);
            }

            (request.KeyMarker, request.UploadIdMarker) = (KeyOf(page, page.NextKeyMarker), page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);
    }

    private static string? KeyOf(ListMultipartUploadsResponse page, string? written) =>
        page.EncodingType == EncodingType.Url ? WebUtility.UrlDecode(written) : written;
}
