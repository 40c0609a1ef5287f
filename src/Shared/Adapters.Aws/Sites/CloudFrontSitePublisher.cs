using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// Sites as buckets with a CDN before them. A release lies whole in its bucket; promoting it copies it, within the
/// bucket, to where the CDN reads, so that going back is as quick and waits for no cache.
/// </summary>
internal sealed partial class CloudFrontSitePublisher(
    SiteBuckets buckets,
    SiteObjects objects,
    SiteReleases releases,
    SiteDistributions distributions,
    SiteAddress address,
    ReleaseFolders folders,
    TimeProvider time,
    ILogger<CloudFrontSitePublisher> logger) : ISitePublisher, IDisposable
{
    // What is served, and what is not and may go, is decided by one at a time; between processes the lease sees to it.
    private readonly KeyedLocks deciding = new();

    public Uri UrlOf(string bucket) => address.Of(bucket);

    public async Task EnsureAsync(Site site, CancellationToken cancellationToken)
    {
        SiteKeys.CheckedBucket(site.Bucket);
        await buckets.EnsureAsync(site, cancellationToken);
        var distribution = await distributions.EnsureAsync(site, cancellationToken);
        await buckets.OpenAsync(site.Bucket, distribution.Arn, cancellationToken);
        await address.RecordAsync(site, distribution.Domain, cancellationToken);
    }

    public Task<ReleaseManifest?> FindManifestAsync(
        Site site, ReleaseId release, CancellationToken cancellationToken) =>
        releases.FindManifestAsync(SiteKeys.CheckedBucket(site.Bucket), release, cancellationToken);

    public async Task<string?> FindFolderAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        await FindManifestAsync(site, release, cancellationToken) is { } manifest
            ? await deciding.HoldAsync(
                site.Bucket,
                () => folders.FetchAsync(site.Bucket, release, manifest, cancellationToken),
                cancellationToken)
            : null;

    public async Task UploadAsync(
        Site site,
        ReleaseId release,
        ReleaseManifest manifest,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var served = await releases.ReadServedAsync(site.Bucket, cancellationToken);
        var stored = await FindManifestAsync(site, release, cancellationToken);
        if (stored is not null && (stored.HasSameFiles(manifest) || served.Has(release)))
        {
            progress?.Report((manifest.Bytes, manifest.Bytes));
            return;
        }

        if (stored is not null)
        {
            // What was there was of another copy: it stops being whole before its files are exchanged.
            await objects.DeleteAsync(site.Bucket, [SiteKeys.Manifest(release)], cancellationToken);
            folders.Remove(site.Bucket, release);
        }

        var before = await FindBeforeAsync(site, served, cancellationToken);
        var upload = new ReleaseUpload(objects, site.Bucket, release, manifest, directory);
        await upload.RunAsync(before, progress, cancellationToken);
        await releases.WriteManifestAsync(site.Bucket, release, manifest, cancellationToken);
    }

    public Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        deciding.HoldAsync(
            site.Bucket,
            async () =>
            {
                var begin = time.GetTimestamp();
                if (await FindManifestAsync(site, release, cancellationToken) is not { } manifest)
                {
                    return false;
                }

                var promotion = new Promotion(objects, releases, site.Bucket, (paths, token) =>
                    distributions.InvalidateAsync(
                        site, paths, $"{release.Value}-{time.GetUtcNow().Ticks}", token));
                await promotion.RunAsync(release, manifest, cancellationToken);
                await distributions.SetSinglePageAsync(site, SiteFiles.IsSinglePage(manifest), cancellationToken);
                LogPromoted(release, site.Bucket, time.GetElapsedTime(begin));
                return true;
            },
            cancellationToken);

    public async Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken)
    {
        var served = await releases.ReadServedAsync(SiteKeys.CheckedBucket(site.Bucket), cancellationToken);
        if (served.Current is null || await distributions.FindAsync(site, cancellationToken) is not { } found)
        {
            return SiteState.Publishing;
        }

        return !found.IsEnabled ? SiteState.Failed : found.IsDeployed ? SiteState.Live : SiteState.Propagating;
    }

    public Task<bool> RemoveReleaseAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        deciding.HoldAsync(
            site.Bucket,
            async () =>
            {
                var served = await releases.ReadServedAsync(SiteKeys.CheckedBucket(site.Bucket), cancellationToken);
                if (served.Current == release)
                {
                    return false;
                }

                await releases.RemoveAsync(site.Bucket, release, cancellationToken);
                folders.Remove(site.Bucket, release);
                return true;
            },
            cancellationToken);

    public Task RemoveAsync(Site site, CancellationToken cancellationToken) => deciding.HoldAsync(
        SiteKeys.CheckedBucket(site.Bucket),
        async () =>
        {
            var begin = time.GetTimestamp();
            var distribution = await distributions.RemoveAsync(site, cancellationToken);
            var removed = await buckets.RemoveAsync(site.Bucket, cancellationToken);
            folders.Remove(site.Bucket);

            // Looked at once more: the receipt says what is so, not what was asked for.
            if (await buckets.ExistsAsync(site.Bucket, cancellationToken)
                || await distributions.FindAsync(site, cancellationToken) is not null)
            {
                throw new StoreUnavailableException("The site was removed and is still to be seen.");
            }

            await distributions.ForgetAsync(site, cancellationToken);
            LogRemoved(site.Bucket, removed, distribution ?? "none", time.GetElapsedTime(begin));
            return true;
        },
        cancellationToken);

    public void Dispose() => deciding.Dispose();

    /// <summary>
    /// The current release by the record, else by what is served: a crash may have come between the two.
    /// </summary>
    private async Task<(ReleaseId Id, ReleaseManifest Manifest)?> FindBeforeAsync(
        Site site, ServedReleases served, CancellationToken cancellationToken)
    {
        foreach (var release in new[] { site.CurrentRelease, served.Current }.OfType<ReleaseId>().Distinct())
        {
            if (await FindManifestAsync(site, release, cancellationToken) is { } manifest)
            {
                return (release, manifest);
            }
        }

        return null;
    }

    [LoggerMessage(LogLevel.Information, "Release {ReleaseId} of {Bucket} is before the world, within {Elapsed}")]
    private partial void LogPromoted(ReleaseId releaseId, string bucket, TimeSpan elapsed);

    [LoggerMessage(
        LogLevel.Information,
        "{Bucket} is removed with {Objects} objects and the distribution {DistributionId}, within {Elapsed}")]
    private partial void LogRemoved(string bucket, int objects, string distributionId, TimeSpan elapsed);
}
