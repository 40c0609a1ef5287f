using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>The objects of sites' buckets. A bucket that is absent holds nothing.</summary>
internal sealed class SiteObjects(IAmazonS3 s3, AwsOptions options, TimeProvider time)
{
    private const string What = "The site's bucket";
    private const int MaxText = 8 << 20;
    private const int DeletedAtOnce = 1000;

    private readonly S3Writer writer = new(s3, What, time);

    /// <summary>A short object as text, or <see langword="null"/> when it is absent.</summary>
    public async Task<string?> ReadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var found = await GetAsync(bucket, key, cancellationToken);
        if (found is null or { ContentLength: > MaxText })
        {
            return null;
        }

        return await AwsFaults.ReachAsync(
            What,
            async () =>
            {
                using var reader = new StreamReader(found.ResponseStream, Encoding.UTF8);
                return await reader.ReadToEndAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>An object, or <see langword="null"/> when it is absent. The caller disposes it.</summary>
    public async Task<GetObjectResponse?> GetAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await s3.GetObjectAsync(
                new GetObjectRequest { BucketName = bucket, Key = key }, cancellationToken);
            found.ResponseStream = new S3Content(found.ResponseStream, time);
            return found;
        }
        catch (AmazonS3Exception absent) when (IsAbsent(absent))
        {
            return null;
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    public async Task WriteAsync(S3Target target, string text, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await writer.WriteAsync(target, bytes, cancellationToken);
    }

    /// <summary>Stores a file of this machine.</summary>
    public async Task UploadAsync(S3Target target, string file, CancellationToken cancellationToken)
    {
        await using var bytes = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await writer.WriteAsync(target, bytes, cancellationToken);
    }

    /// <summary>Copies within a bucket; false when there is nothing to copy.</summary>
    public async Task<bool> CopyAsync(string from, S3Target target, CancellationToken cancellationToken)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = target.Bucket,
            SourceKey = from,
            DestinationBucket = target.Bucket,
            DestinationKey = target.Key,
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = target.ContentType,
            CacheControl = target.CacheControl,
        };
        try
        {
            await s3.CopyObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception absent) when (IsAbsent(absent))
        {
            return false;
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    /// <summary>All keys that begin so, in ordinal order, a page at a time: nobody knows how many there are.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> PagesAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A session's own keys make names that XML cannot say.
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Encoding = EncodingType.Url };
        do
        {
            if (await PageAsync(request, cancellationToken) is not { } page)
            {
                yield break;
            }

            yield return [.. (page.S3Objects ?? []).Select(found => WebUtility.UrlDecode(found.Key))];
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    /// <summary>Removes objects whose keys begin so, but for those that stay, and returns how many.</summary>
    public async Task<int> ClearAsync(
        string bucket, string prefix, Func<string, bool> stays, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var page in PagesAsync(bucket, prefix, cancellationToken))
        {
            List<string> keys = [.. page.Where(key => !stays(key))];
            await DeleteAsync(bucket, keys, cancellationToken);
            removed += keys.Count;
        }

        return removed;
    }

    /// <summary>Removes objects; absent is fine.</summary>
    public async Task DeleteAsync(
        string bucket, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var some in keys.Where(IsText).Chunk(DeletedAtOnce))
            {
                await s3.DeleteObjectsAsync(
                    new DeleteObjectsRequest
                    {
                        BucketName = bucket,
                        Objects = [.. some.Select(key => new KeyVersion { Key = key })],
                        Quiet = true,
                    },
                    cancellationToken);
            }

            foreach (var key in keys.Where(key => !IsText(key)))
            {
                await s3.DeleteObjectAsync(bucket, key, cancellationToken);
            }
        }
        catch (AmazonS3Exception absent) when (IsAbsent(absent))
        {
            // The bucket is no more, and nothing in it.
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    /// <summary>Does the same to each of many, as many at once as are allowed.</summary>
    public Task EachAsync<T>(
        IEnumerable<T> all, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Sites.AtOnce,
                CancellationToken = cancellationToken,
            },
            async (one, token) => await act(one, token));

    /// <summary>A page, or <see langword="null"/> when there is no such bucket.</summary>
    private async Task<ListObjectsV2Response?> PageAsync(
        ListObjectsV2Request request, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.ListObjectsV2Async(request, cancellationToken);
        }
        catch (AmazonS3Exception absent) when (IsAbsent(absent))
        {
            return null;
        }
        catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
        {
            throw AwsFaults.Unavailable(What, failure);
        }
    }

    /// <summary>Whether XML can say it, and says it as it is.</summary>
    private static bool IsText(string key) =>
        key.All(c => c >= ' ' && (XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    private static bool IsAbsent(AmazonS3Exception failure) => failure.ErrorCode is "NoSuchKey" or "NoSuchBucket";
}
