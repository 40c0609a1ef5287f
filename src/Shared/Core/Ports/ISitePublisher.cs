using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Puts built folders before the world: a release is uploaded whole, then promoted; rollback promotes an older one.
/// Every step is idempotent.
/// </summary>
public interface ISitePublisher
{
    /// <summary>The address a bucket is served at.</summary>
    Uri UrlOf(string bucket);

    /// <summary>Makes sure the site's bucket (and what serves it) exists.</summary>
    Task EnsureAsync(Site site, CancellationToken cancellationToken);

    /// <summary>
    /// Uploads a checked copy of a built folder as <paramref name="release"/>; reports bytes done of all. Nothing of it
    /// is served yet. Returns files and bytes.
    /// </summary>
    Task<(int Files, long Bytes)> UploadAsync(
        Site site,
        ReleaseId release,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken);

    /// <summary>Serves a release that was uploaded, at once and whole; false when it is not there.</summary>
    Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>Whether the site's current release can be fetched yet.</summary>
    Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken);

    /// <summary>Removes the site and all it made; absent is fine.</summary>
    Task RemoveAsync(Site site, CancellationToken cancellationToken);
}
