using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>The releases in sites' buckets, and which is served.</summary>
internal sealed class SiteReleases(SiteObjects objects)
{
    private const string Plain = "text/plain; charset=utf-8";

    public async Task<ReleaseManifest?> FindManifestAsync(
        string bucket, ReleaseId release, CancellationToken cancellationToken)
    {
        var text = await objects.ReadAsync(bucket, SiteKeys.Manifest(release), cancellationToken);
        try
        {
            return text is { Length: > 0 } ? ReleaseManifest.Parse(text) : null;
        }
        catch (ArgumentException)
        {
            // Not one of ours: the session's own keys reach it.
            return null;
        }
    }

    public Task WriteManifestAsync(
        string bucket, ReleaseId release, ReleaseManifest manifest, CancellationToken cancellationToken) =>
        objects.WriteAsync(
            new S3Target(bucket, SiteKeys.Manifest(release), Plain), manifest.Write(), cancellationToken);

    public async Task<ServedReleases> ReadServedAsync(string bucket, CancellationToken cancellationToken) =>
        ServedReleases.Parse(await objects.ReadAsync(bucket, SiteKeys.Current, cancellationToken));

    public Task WriteServedAsync(string bucket, ServedReleases served, CancellationToken cancellationToken) =>
        objects.WriteAsync(new S3Target(bucket, SiteKeys.Current, Plain), served.Write(), cancellationToken);

    /// <summary>
    /// Removes a release's files: first what says that it is whole, so that none is promoted in part.
    /// </summary>
    public async Task RemoveAsync(string bucket, ReleaseId release, CancellationToken cancellationToken)
    {
        await objects.DeleteAsync(bucket, [SiteKeys.Manifest(release)], cancellationToken);
        await objects.ClearAsync(bucket, SiteKeys.Release(release), _ => false, cancellationToken);
    }
}
