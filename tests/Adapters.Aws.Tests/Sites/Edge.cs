using System.Text;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.S3;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>
/// The CDN as a visitor meets it: what a distribution is configured to, read from its bucket as far as the bucket's
/// policy lets this one distribution. The emulator keeps configurations and serves nobody.
/// </summary>
internal sealed class Edge(CloudWorld world)
{
    public async Task<DistributionSummary?> FindAsync(string bucket, CancellationToken cancellationToken)
    {
        var list = await world.Get<IAmazonCloudFront>().ListDistributionsAsync(
            new ListDistributionsRequest(), cancellationToken);
        return list.DistributionList.Items?.Find(
            one => one.Origins.Items.Exists(
                origin => origin.DomainName.StartsWith(bucket + ".", StringComparison.Ordinal)));
    }

    /// <summary>What is at a path, and how it may be kept; <see langword="null"/> when there is nothing.</summary>
    public async Task<EdgeAnswer?> FetchAsync(Site site, string path, CancellationToken cancellationToken)
    {
        if (await FindAsync(site.Bucket, cancellationToken) is not { Enabled: true } distribution)
        {
            return null;
        }

        var behavior = distribution.DefaultCacheBehavior;
        var uri = path is "" ? "index.html" : path;
        if (behavior.FunctionAssociations?.Items is [_] && !uri[(uri.LastIndexOf('/') + 1)..].Contains('.'))
        {
            uri = "index.html";
        }

        var key = $"{distribution.Origins.Items.Single().OriginPath.TrimStart('/')}/{uri}";
        var may = await world.Account.DecideAsync(
            "cloudfront.amazonaws.com",
            "s3:GetObject",
            $"arn:aws:s3:::{site.Bucket}/{key}",
            new Dictionary<string, string>
            {
                ["aws:SourceArn"] = distribution.ARN,
                ["aws:SecureTransport"] = "true",
            },
            cancellationToken);
        if (may != "allow")
        {
            return null;
        }

        try
        {
            using var found = await world.Get<IAmazonS3>().GetObjectAsync(site.Bucket, key, cancellationToken);
            using var reader = new StreamReader(found.ResponseStream, Encoding.UTF8);
            return new EdgeAnswer(
                await reader.ReadToEndAsync(cancellationToken), found.Headers.ContentType, found.Headers.CacheControl);
        }
        catch (AmazonS3Exception absent) when (absent.ErrorCode is "NoSuchKey" or "NoSuchBucket")
        {
            return null;
        }
    }
}

internal sealed record EdgeAnswer(string Text, string ContentType, string CacheControl);
