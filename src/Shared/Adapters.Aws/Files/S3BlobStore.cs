using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Blobs as objects of one bucket, under their own keys.</summary>
internal sealed class S3BlobStore(IAmazonS3 s3, BlobOptions options, TimeProvider time) : IBlobStore
{
    private const string What = "The bucket of blobs";

    private readonly S3Writer writer = new(s3, What, time);

    public Task<long> PutAsync(string key, Stream content, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            new S3Target(options.Bucket, BlobKey.Checked(key), "application/octet-stream"), content, cancellationToken);

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = options.Bucket, Key = BlobKey.Checked(key) };
        try
        {
            var answer = await s3.GetObjectAsync(request, cancellationToken);
            return new S3Content(answer.ResponseStream, time);
        }
        catch (AmazonS3Exception absent) when (absent.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    public async Task<long?> SizeAsync(string key, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = options.Bucket, Key = BlobKey.Checked(key) };
        try
        {
            return (await s3.GetObjectMetadataAsync(request, cancellationToken)).ContentLength;
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            // An answer to HEAD has no code.
            return null;
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    public async IAsyncEnumerable<string> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = options.Bucket,
            Prefix = BlobKey.CheckedPrefix(prefix),
        };
        do
        {
            var page = await AwsFaults.ReachAsync(
                What, () => s3.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found.Key;
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var request = new DeleteObjectRequest { BucketName = options.Bucket, Key = BlobKey.Checked(key) };
        return AwsFaults.ReachAsync(
            What, () => s3.DeleteObjectAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>A form to post: only its policy can bind a size, which an address to put to cannot.</summary>
    public async Task<UploadTarget?> PresignUploadAsync(
        string key, long size, string contentType, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var request = new CreatePresignedPostRequest
        {
            BucketName = options.Bucket,
            Key = BlobKey.Checked(key),
            Expires = (time.GetUtcNow() + lifetime).UtcDateTime,
            Fields = new Dictionary<string, string> { ["Content-Type"] = contentType },
            Conditions =
            [
                S3PostCondition.ExactMatch("Content-Type", contentType),
                S3PostCondition.ContentLengthRange(size, size),
            ],
        };
        var form = await AwsFaults.ReachAsync(What, () => s3.CreatePresignedPostAsync(request), cancellationToken);
        return new UploadTarget("POST", new Uri(form.Url), form.Fields, new Dictionary<string, string>());
    }

    public async Task<Uri?> PresignDownloadAsync(
        string key, string filename, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = options.Bucket,
            Key = BlobKey.Checked(key),
            Verb = HttpVerb.GET,
            Expires = (time.GetUtcNow() + lifetime).UtcDateTime,
            ResponseHeaderOverrides = { ContentDisposition = ContentDisposition.Attachment(filename) },
        };
        return new Uri(
            await AwsFaults.ReachAsync(What, () => s3.GetPreSignedURLAsync(request), cancellationToken));
    }
}
