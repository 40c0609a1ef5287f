using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.CrashHost;

/// <summary>A publisher whose process dies beside the promotion of a release.</summary>
internal sealed class CrashingPublisher(ISitePublisher inner, CrashPoint point) : ISitePublisher
{
    public async Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        if (point == CrashPoint.BeforePromotion)
        {
            Crashing.Now();
        }

        var promoted = await inner.PromoteAsync(site, release, cancellationToken);
        Crashing.Now();
        return promoted;
    }

    public Uri UrlOf(string bucket) => inner.UrlOf(bucket);

    public Task EnsureAsync(Site site, CancellationToken cancellationToken) =>
        inner.EnsureAsync(site, cancellationToken);

    public Task<(int Files, long Bytes)> UploadAsync(
        Site site,
        ReleaseId release,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken) =>
        inner.UploadAsync(site, release, directory, progress, cancellationToken);

    public Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken) =>
        inner.StateAsync(site, cancellationToken);

    public Task RemoveAsync(Site site, CancellationToken cancellationToken) =>
        inner.RemoveAsync(site, cancellationToken);
}
