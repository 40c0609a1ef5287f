using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Calls;

namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>
/// Writes objects all or nothing: small ones with one call, others in parts, some of them at a time. An upload that
/// fails leaves no parts behind.
/// </summary>
internal sealed class S3Writer(IAmazonS3 s3, string what, TimeProvider time)
{
    /// <summary>Bytes of a part; 10,000 of them are the most an object can have.</summary>
    public const int PartLength = 8 << 20;

    private const int AtOnce = 4;
    private static readonly TimeSpan LongestAbort = TimeSpan.FromSeconds(10);

    /// <summary>Writes all of <paramref name="content"/> and returns its length.</summary>
    /// <exception cref="Core.Ports.StoreUnavailableException">What was there before is there still.</exception>
    public async Task<long> WriteAsync(S3Target target, Stream content, CancellationToken cancellationToken)
    {
        var first = await PartAsync(content, cancellationToken);
        if (first.Length >= PartLength)
        {
            return await WritePartsAsync(target, first, content, cancellationToken);
        }

        using (first)
        {
            await PutAsync(target, first, cancellationToken);
            return first.Length;
        }
    }

    private Task<PutObjectResponse> PutAsync(S3Target target, S3Part part, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = target.Bucket,
            Key = target.Key,
            ContentType = target.ContentType,
            InputStream = part.Open(),
            ChecksumSHA256 = target.Sha256 is { } hash ? Convert.ToBase64String(Convert.FromHexString(hash)) : null,
        };
        if (target.CacheControl is { } caching)
        {
            request.Headers.CacheControl = caching;
        }

        return AwsFaults.ReachAsync(what, () => s3.PutObjectAsync(request, cancellationToken), cancellationToken);
    }

    private async Task<long> WritePartsAsync(
        S3Target target, S3Part first, Stream content, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var upload = await BeginAsync(target, cancellationToken);
        var running = new List<Task<PartETag>>();
        var done = new List<PartETag>();
        try
        {
            var length = 0L;
            for (var part = first; part.Length > 0; part = await PartAsync(content, cancellationToken))
            {
                length += part.Length;
                running.Add(SendAsync(target, upload, done.Count + running.Count + 1, part, stop.Token));
                if (running.Count == AtOnce)
                {
                    done.Add(await running[0]);
                    running.RemoveAt(0);
                }
            }

            done.AddRange(await Task.WhenAll(running));
            await CompleteAsync(target, upload, done, cancellationToken);
            return length;
        }
        catch
        {
            await stop.CancelAsync();
            await AbortAsync(target, upload, running);
            throw;
        }
    }

    private async Task<string> BeginAsync(S3Target target, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = target.Key,
            ContentType = target.ContentType,
        };
        if (target.CacheControl is { } caching)
        {
            request.Headers.CacheControl = caching;
        }

        var begun = await AwsFaults.ReachAsync(
            what, () => s3.InitiateMultipartUploadAsync(request, cancellationToken), cancellationToken);
        return begun.UploadId;
    }

    private async Task<PartETag> SendAsync(
        S3Target target, string upload, int number, S3Part part, CancellationToken cancellationToken)
    {
        using (part)
        {
            var request = new UploadPartRequest
            {
                BucketName = target.Bucket,
                Key = target.Key,
                UploadId = upload,
                PartNumber = number,
                PartSize = part.Length,
                InputStream = part.Open(),
            };
            var sent = await AwsFaults.ReachAsync(
                what, () => s3.UploadPartAsync(request, cancellationToken), cancellationToken);
            return new PartETag(sent);
        }
    }

    private Task<CompleteMultipartUploadResponse> CompleteAsync(
        S3Target target, string upload, List<PartETag> parts, CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = target.Key,
            UploadId = upload,
            PartETags = parts,
        };
        return AwsFaults.ReachAsync(
            what, () => s3.CompleteMultipartUploadAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Has a time of its own: also a cancelled upload leaves nothing. What fails here a rule of the bucket removes.
    /// </summary>
    private async Task AbortAsync(S3Target target, string upload, List<Task<PartETag>> running)
    {
        using var limit = new CancellationTokenSource(LongestAbort, time);
        try
        {
            Task sent = Task.WhenAll(running).WaitAsync(limit.Token);
            await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await s3.AbortMultipartUploadAsync(target.Bucket, target.Key, upload, limit.Token);
        }
        catch (Exception failure)
            when (failure is OperationCanceledException || AwsFaults.IsFault(failure, limit.Token))
        {
            // The caller is told of the failure that led here.
        }
    }

    /// <summary>The next bytes, as many as a part has unless the content ends.</summary>
    private static async Task<S3Part> PartAsync(Stream content, CancellationToken cancellationToken)
    {
        // One byte more than is left shows that nothing is.
        var length = content.CanSeek ? (int)Math.Min(PartLength, content.Length - content.Position + 1) : PartLength;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var read = await content.ReadAtLeastAsync(
                buffer.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
            return new S3Part(buffer, read);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }
}
