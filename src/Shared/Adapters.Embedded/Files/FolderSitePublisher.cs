using System.Text;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>
/// Sites as folders, served by host name. A promotion replaces one small file, so it is at once and whole.
/// </summary>
internal sealed class FolderSitePublisher(DataFolder folder, FileWriter writer, EmbeddedOptions options)
    : ISitePublisher
{
    private readonly SitePaths paths = new(folder);

    public Uri UrlOf(string bucket)
    {
        var address = options.SiteBase();
        return new UriBuilder(address) { Host = $"{bucket}.{address.Host}", Path = "/" }.Uri;
    }

    public Task EnsureAsync(Site site, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(paths.Releases(site.Bucket));
        return Task.CompletedTask;
    }

    public async Task<(int Files, long Bytes)> UploadAsync(
        Site site,
        ReleaseId release,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var target = paths.Release(site.Bucket, release);
        if (!Directory.Exists(target))
        {
            await CopyAsync(directory, target, progress, cancellationToken);
        }

        var files = FolderCopy.Files(target);
        return (files.Count, files.Sum(file => file.Length));
    }

    public async Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(paths.Release(site.Bucket, release)))
        {
            return false;
        }

        using var pointer = new MemoryStream(Encoding.UTF8.GetBytes(release.Value));
        await writer.WriteAsync(paths.Current(site.Bucket), pointer, cancellationToken);
        return true;
    }

    public Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken) => Task.FromResult(
        File.Exists(paths.Current(site.Bucket)) ? SiteState.Live : SiteState.Publishing);

    public Task RemoveAsync(Site site, CancellationToken cancellationToken)
    {
        var served = paths.Site(site.Bucket);
        if (Directory.Exists(served))
        {
            // Out of the way first: a site is served whole or not at all.
            var removed = folder.NewTemporary();
            Directory.Move(served, removed);
            Directory.Delete(removed, recursive: true);
        }

        return Task.CompletedTask;
    }

    private async Task CopyAsync(
        string directory,
        string target,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var temporary = folder.NewTemporary();
        try
        {
            await FolderCopy.CopyAsync(FolderCopy.Files(directory), directory, temporary, progress, cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }
}
