using System.Collections.Concurrent;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// The distributions in front of sites' buckets. One is found by where it gets its files: nothing that a session could
/// write leads to it. Its line in the ledger, under the bucket's name, is there before it is and after it is gone.
/// </summary>
internal sealed partial class SiteDistributions(
    IAmazonCloudFront cloudFront,
    SiteShards shards,
    LedgerLines lines,
    AwsOptions options,
    TimeProvider time,
    ILogger<SiteDistributions> logger)
{
    private const string What = "The CDN";
    private const string IdKey = "distribution";
    private const string Deployed = "Deployed";
    private const int Tries = 5;
    private const int MostNamed = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> ids = new(StringComparer.Ordinal);

    /// <summary>The site's distribution, or <see langword="null"/> when there is none.</summary>
    public Task<SiteDistribution?> FindAsync(Site site, CancellationToken cancellationToken) =>
        AwsFaults.ReachAsync(What, () => FindNowAsync(site, cancellationToken), cancellationToken);

    /// <summary>Makes the distribution, or switches it on again.</summary>
    public Task<SiteDistribution> EnsureAsync(Site site, CancellationToken cancellationToken) => AwsFaults.ReachAsync(
        What,
        async () =>
        {
            if (await FindNowAsync(site, cancellationToken) is { } found)
            {
                var enabled = found.IsEnabled
                    ? found
                    : await ChangeAsync(site, config => config.Enabled = true, cancellationToken);
                await WriteFactAsync(site, enabled, cancellationToken);
                return enabled;
            }

            await WriteLineAsync(site, ResourceStage.Intent, [], cancellationToken);
            var made = await CreateAsync(site, cancellationToken);
            await WriteFactAsync(site, made, cancellationToken);
            LogMade(site.Bucket, made.Id);
            return made;
        },
        cancellationToken);

    /// <summary>Has one page stand for all addresses, or not.</summary>
    public Task SetSinglePageAsync(Site site, bool isSinglePage, CancellationToken cancellationToken) =>
        AwsFaults.ReachAsync<bool>(
            What,
            async () =>
            {
                if (await FindNowAsync(site, cancellationToken) is not { } found
                    || found.FunctionArn is not null == isSinglePage)
                {
                    return false;
                }

                await (isSinglePage
                    ? shards.WithFunctionAsync(arn => SetFunctionAsync(site, arn, cancellationToken), cancellationToken)
                    : SetFunctionAsync(site, null, cancellationToken));
                return true;
            },
            cancellationToken);

    /// <summary>Has every copy of these paths in the CDN fetched anew.</summary>
    /// <param name="reference">The same again is one request.</param>
    public Task InvalidateAsync(
        Site site, IReadOnlyList<string> paths, string reference, CancellationToken cancellationToken) =>
        AwsFaults.ReachAsync<bool>(
            What,
            async () =>
            {
                if (await FindNowAsync(site, cancellationToken) is not { } found)
                {
                    return false;
                }

                var named = Named(paths);
                await cloudFront.CreateInvalidationAsync(
                    new CreateInvalidationRequest
                    {
                        DistributionId = found.Id,
                        InvalidationBatch = new InvalidationBatch
                        {
                            CallerReference = reference,
                            Paths = new Paths { Quantity = named.Count, Items = named },
                        },
                    },
                    cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Paths as the CDN takes them; it takes 3,000 at a time, and what is much is all.</summary>
    internal static List<string> Named(IReadOnlyList<string> paths) => paths.Count > MostNamed
        ? ["/*"]
        : [.. paths.Select(path => string.Join('/', path.Split('/').Select(Uri.EscapeDataString)))];

    private async Task<SiteDistribution> CreateAsync(Site site, CancellationToken cancellationToken)
    {
        try
        {
            return await shards.WithControlAsync(
                async control =>
                {
                    var made = await cloudFront.CreateDistributionWithTagsAsync(
                        new CreateDistributionWithTagsRequest
                        {
                            DistributionConfigWithTags = new DistributionConfigWithTags
                            {
                                DistributionConfig = SiteDistributionConfig.For(site.Bucket, control, options),
                                Tags = TagsOf(site),
                            },
                        },
                        cancellationToken);
                    ids[site.Bucket] = made.Distribution.Id;
                    return ToState(made.Distribution, made.ETag);
                },
                cancellationToken);
        }
        catch (DistributionAlreadyExistsException)
        {
            // The answer to an earlier try was lost.
            return await FindNowAsync(site, cancellationToken)
                ?? throw new StoreUnavailableException("The site's distribution is not to be seen yet.");
        }
        catch (TooManyDistributionsException full)
        {
            throw new StoreUnavailableException("The account of AWS has no room for another site.", full);
        }
    }

    private Task<SiteDistribution> SetFunctionAsync(Site site, string? arn, CancellationToken cancellationToken) =>
        ChangeAsync(site, config => SiteDistributionConfig.SetFunction(config, arn), cancellationToken);

    /// <summary>Changes the distribution as it is now; others may change it at the same time.</summary>
    private async Task<SiteDistribution> ChangeAsync(
        Site site, Action<DistributionConfig> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await FindNowAsync(site, cancellationToken)
                ?? throw new StoreUnavailableException("The site's distribution is gone.");
            change(found.Config);
            try
            {
                var changed = await cloudFront.UpdateDistributionAsync(
                    new UpdateDistributionRequest
                    {
                        Id = found.Id,
                        IfMatch = found.ETag,
                        DistributionConfig = found.Config,
                    },
                    cancellationToken);
                return ToState(changed.Distribution, changed.ETag);
            }
            catch (Exception failure)
                when (attempt < Tries && failure is PreconditionFailedException or InvalidIfMatchVersionException)
            {
                // It changed since it was read.
            }
        }
    }

    private async Task<SiteDistribution?> FindNowAsync(Site site, CancellationToken cancellationToken)
    {
        if (ids.TryGetValue(site.Bucket, out var known)
            && await ReadOfAsync(site, known, cancellationToken) is { } remembered)
        {
            return remembered;
        }

        ids.TryRemove(site.Bucket, out _);
        var line = await lines.FindAsync(site.Session, ResourceKind.Distribution, site.Bucket, cancellationToken);
        if (line?.Metadata.GetValueOrDefault(IdKey) is { } written
            && await ReadOfAsync(site, written, cancellationToken) is { } ledgers)
        {
            return ledgers;
        }

        var listed = (await shards.ListAsync(cancellationToken))
            .Find(one => SiteDistributionConfig.IsOf(one.Origins, site.Bucket, options.Region));
        return listed is null ? null : await ReadOfAsync(site, listed.Id, cancellationToken);
    }

    /// <summary>The distribution of that id, if it is this site's.</summary>
    private async Task<SiteDistribution?> ReadOfAsync(Site site, string id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { } found
            || !SiteDistributionConfig.IsOf(found.Config.Origins, site.Bucket, options.Region))
        {
            return null;
        }

        ids[site.Bucket] = id;
        return found;
    }

    private async Task<SiteDistribution?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var read = await cloudFront.GetDistributionAsync(
                new GetDistributionRequest { Id = id }, cancellationToken);
            return ToState(read.Distribution, read.ETag);
        }
        catch (NoSuchDistributionException)
        {
            return null;
        }
    }

    private static SiteDistribution ToState(Distribution read, string etag) => new(
        read.Id, read.ARN, read.DomainName, read.Status == Deployed, read.DistributionConfig, etag);

    private static Tags TagsOf(Site site) => new()
    {
        Items =
        [
            new Tag { Key = TenantPolicy.Tag, Value = site.Session.Short },
            new Tag { Key = PlatformTag.Key, Value = PlatformTag.Value },
        ],
    };

    private Task WriteFactAsync(Site site, SiteDistribution made, CancellationToken cancellationToken) =>
        WriteLineAsync(
            site, ResourceStage.Fact, new() { [IdKey] = made.Id, ["domain"] = made.Domain }, cancellationToken);

    private Task WriteLineAsync(
        Site site, ResourceStage stage, Dictionary<string, string> metadata, CancellationToken cancellationToken) =>
        lines.PutAsync(site.Session, ResourceKind.Distribution, site.Bucket, stage, metadata, cancellationToken);

    [LoggerMessage(LogLevel.Information, "The distribution {DistributionId} is made for {Bucket}")]
    private partial void LogMade(string bucket, string distributionId);
}
