using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.CrashHost;

/// <summary>A publisher whose process dies beside the promotion of a publish.</summary>
internal sealed class CrashingPublisher(ISitePublisher inner, CrashPoint point) : ISitePublisher
{
    public async Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        if (point == CrashPoint.BeforePromotion)
        {
            Crashing.Now();
        }

        var promoted = await inner.PromoteAsync(site, release, cancellationToken);
        if (point == CrashPoint.AfterPromotion)
        {
            Crashing.Now();
        }

        return promoted;
    }

    public Uri UrlOf(string bucket) => inner.UrlOf(bucket);

    public Task EnsureAsync(Site site, CancellationToken cancellationToken) =>
        inner.EnsureAsync(site, cancellationToken);

    public Task<ReleaseManifest?> FindManifestAsync(
        Site site, ReleaseId release, CancellationToken cancellationToken) =>
        inner.FindManifestAsync(site, release, cancellationToken);

    public Task UploadAsync(
        Site site,
        ReleaseId release,
        ReleaseManifest manifest,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken) =>
        inner.UploadAsync(site, release, manifest, directory, progress, cancellationToken);

    public Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken) =>
        inner.StateAsync(site, cancellationToken);

    public Task<bool> RemoveReleaseAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        inner.RemoveReleaseAsync(site, release, cancellationToken);

    public Task RemoveAsync(Site site, CancellationToken cancellationToken) =>
        inner.RemoveAsync(site, cancellationToken);
}
