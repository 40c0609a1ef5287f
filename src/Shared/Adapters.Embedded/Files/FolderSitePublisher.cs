using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>
/// Sites as folders, served by host name. A release is made beside, made safe by one sync of the file system, renamed
/// into place and then given its manifest, which says that it is whole; a promotion replaces one small file.
/// </summary>
internal sealed class FolderSitePublisher(DataFolder folder, FileWriter writer, EmbeddedOptions options)
    : ISitePublisher, IDisposable
{
    private readonly SitePaths paths = new(folder);

    // What is served, and what is not and may go, is decided by one at a time.
    private readonly SemaphoreSlim deciding = new(1, 1);

    public Uri UrlOf(string bucket)
    {
        var address = options.SiteBase();
        return new UriBuilder(address) { Host = $"{bucket}.{address.Host}", Path = "/" }.Uri;
    }

    public Task EnsureAsync(Site site, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(paths.Releases(site.Bucket));
        Directory.CreateDirectory(paths.Manifests(site.Bucket));
        return Task.CompletedTask;
    }

    public async Task<ReleaseManifest?> FindManifestAsync(
        Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(paths.Manifest(site.Bucket, release), cancellationToken);
            return Directory.Exists(paths.Release(site.Bucket, release)) ? ReleaseManifest.Parse(text) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public async Task<string?> FindFolderAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        await FindManifestAsync(site, release, cancellationToken) is null
            ? null
            : Path.GetFullPath(paths.Release(site.Bucket, release));

    public async Task UploadAsync(
        Site site,
        ReleaseId release,
        ReleaseManifest manifest,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var served = ServedReleases.Read(paths.Current(site.Bucket));
        var stored = await FindManifestAsync(site, release, cancellationToken);
        if (stored is not null && (stored.HasSameFiles(manifest) || served?.Has(release) == true))
        {
            progress?.Report((manifest.Bytes, manifest.Bytes));
            return;
        }

        var (before, beforeFolder) = await FindBeforeAsync(site, served, cancellationToken);
        var fresh = new ReleaseWriter(manifest, directory, before, beforeFolder);
        await Task.Run(() => Place(site, release, fresh, progress, cancellationToken), cancellationToken);
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(manifest.Write()));
        await writer.WriteAsync(paths.Manifest(site.Bucket, release), text, cancellationToken);
        Disk.SyncNames(paths.Manifests(site.Bucket));
    }

    public async Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        await deciding.WaitAsync(cancellationToken);
        try
        {
            if (await FindManifestAsync(site, release, cancellationToken) is null)
            {
                return false;
            }

            var path = paths.Current(site.Bucket);
            var served = ServedReleases.Read(path);
            if (served?.Current != release)
            {
                using var pointer = new MemoryStream(ServedReleases.After(served, release).Write());
                await writer.WriteAsync(path, pointer, cancellationToken);
            }

            Disk.SyncNames(paths.Site(site.Bucket));
            return true;
        }
        finally
        {
            deciding.Release();
        }
    }

    public Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken) => Task.FromResult(
        File.Exists(paths.Current(site.Bucket)) ? SiteState.Live : SiteState.Publishing);

    public async Task<bool> RemoveReleaseAsync(Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        await deciding.WaitAsync(cancellationToken);
        try
        {
            if (ServedReleases.Read(paths.Current(site.Bucket))?.Current == release)
            {
                return false;
            }

            // Without its manifest it is not whole, so a removal cut short is never promoted.
            if (Directory.Exists(paths.Manifests(site.Bucket)))
            {
                File.Delete(paths.Manifest(site.Bucket, release));
            }

            RemoveFolder(paths.Release(site.Bucket, release));
            return true;
        }
        finally
        {
            deciding.Release();
        }
    }

    public Task RemoveAsync(Site site, CancellationToken cancellationToken)
    {
        RemoveFolder(paths.Site(site.Bucket));
        return Task.CompletedTask;
    }

    public void Dispose() => deciding.Dispose();

    /// <summary>
    /// The current release by the record, else by what is served: a crash may have come between the two.
    /// </summary>
    private async Task<(ReleaseManifest? Manifest, string Folder)> FindBeforeAsync(
        Site site, ServedReleases? served, CancellationToken cancellationToken)
    {
        foreach (var release in new[] { site.CurrentRelease, served?.Current }.OfType<ReleaseId>())
        {
            if (await FindManifestAsync(site, release, cancellationToken) is { } manifest)
            {
                return (manifest, paths.Release(site.Bucket, release));
            }
        }

        return (null, "");
    }

    private void Place(
        Site site,
        ReleaseId release,
        ReleaseWriter fresh,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var temporary = folder.NewTemporary();
        try
        {
            fresh.Write(temporary, progress, cancellationToken);
            Disk.SyncAll(temporary);
            Directory.CreateDirectory(paths.Releases(site.Bucket));
            Directory.CreateDirectory(paths.Manifests(site.Bucket));

            // What was there was of another copy: it stops being whole before its files are exchanged.
            File.Delete(paths.Manifest(site.Bucket, release));
            var target = paths.Release(site.Bucket, release);
            RemoveFolder(target);
            Directory.Move(temporary, target);
            Disk.SyncNames(paths.Releases(site.Bucket));
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>Out of the way first: what it holds is served whole or not at all.</summary>
    private void RemoveFolder(string path)
    {
        if (Directory.Exists(path))
        {
            var removed = folder.NewTemporary();
            Directory.Move(path, removed);
            Directory.Delete(removed, recursive: true);
        }
    }
}
