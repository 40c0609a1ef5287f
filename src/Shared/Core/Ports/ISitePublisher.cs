using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Puts built folders before the world: a release is uploaded whole, then promoted; rollback promotes an older one.
/// Every step is idempotent, may be slow, fail half-way and be done again, also by another process.
/// </summary>
public interface ISitePublisher
{
    /// <summary>The address a bucket is served at.</summary>
    Uri UrlOf(string bucket);

    /// <summary>Makes sure the site's bucket (and what serves it) exists.</summary>
    Task EnsureAsync(Site site, CancellationToken cancellationToken);

    /// <summary>
    /// What an uploaded release holds; <see langword="null"/> when it is not there whole, or was removed.
    /// </summary>
    Task<ReleaseManifest?> FindManifestAsync(Site site, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>
    /// An absolute folder on this machine with the files of an uploaded release, as they are served; nobody changes
    /// them, and nobody but the publisher removes them. <see langword="null"/> when the release is not there whole, or
    /// was removed.
    /// </summary>
    Task<string?> FindFolderAsync(Site site, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>
    /// Uploads a checked copy of a built folder as <paramref name="release"/>; nothing of it is served yet. A file
    /// whose content the site's current release has costs no upload and need not be in the folder. What a crash left of
    /// the same release is continued or replaced; one that was promoted is left as it is.
    /// </summary>
    /// <param name="manifest">What the release shall hold.</param>
    /// <param name="directory">
    /// The platform's own: handed over, nobody writes to its files any more. The caller removes it afterwards.
    /// </param>
    /// <param name="progress">Told bytes done of all, never fewer than before.</param>
    /// <exception cref="FileNotFoundException">A file is neither in the folder nor in the current release.</exception>
    /// <exception cref="InvalidDataException">A file in the folder has not the size that the manifest says.</exception>
    Task UploadAsync(
        Site site,
        ReleaseId release,
        ReleaseManifest manifest,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken);

    /// <summary>
    /// Serves a release that was uploaded: whoever loads a page meanwhile gets everything the page names, of one
    /// release or the other. False when it is not there whole; then what was served before is served still.
    /// </summary>
    Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>Whether the site's current release can be fetched yet.</summary>
    Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a release's files, absent is fine; false when it is the one that is served, which stays.
    /// </summary>
    Task<bool> RemoveReleaseAsync(Site site, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>Removes the site and all it made; absent is fine.</summary>
    Task RemoveAsync(Site site, CancellationToken cancellationToken);
}
