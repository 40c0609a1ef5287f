using System.Collections.Concurrent;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TmuxBuilder.Core;

namespace TmuxBuilder.SiteHost;

/// <summary>Knows the release each site serves now.</summary>
internal sealed class SiteCatalog(string sitesFolder)
{
    private readonly ConcurrentDictionary<string, SiteRelease> latest = new(StringComparer.Ordinal);

    /// <summary>
    /// The site's current release, or <see langword="null"/> when there is none. The little file is read for every
    /// request, which is cheaper than being wrong after two promotions within one tick of the file system's clock.
    /// </summary>
    public SiteRelease? Current(string bucket)
    {
        var site = Path.Combine(sitesFolder, bucket);
        if (ReadRelease(Path.Combine(site, "current")) is not { } release)
        {
            latest.TryRemove(bucket, out _);
            return null;
        }

        if (latest.TryGetValue(bucket, out var known) && known.Id == release)
        {
            return known;
        }

        var folder = Path.Combine(site, "releases", release.Value);
        return Directory.Exists(folder) ? latest[bucket] = new SiteRelease(release, folder) : null;
    }

    private static ReleaseId? ReadRelease(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return Read(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static ReleaseId? Read(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[ReleaseId.Length + 2];
        var read = RandomAccess.Read(file, bytes, 0);
        var text = Encoding.ASCII.GetString(bytes[..read]).TrimEnd();
        return ReleaseId.TryParse(text, null, out var release) ? release : null;
    }
}
