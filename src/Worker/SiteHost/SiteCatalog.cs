using System.Collections.Concurrent;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.SiteHost;

/// <summary>Knows the release each site serves now.</summary>
internal sealed class SiteCatalog(string sitesFolder, TimeProvider time)
{
    private const int MaxHeldFiles = 100_000;
    private const int MaxServed = 16;
    private const int MaxPointerBytes = MaxServed * (ReleaseId.Length + 1);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Bucket, ReleaseId Release), SiteRelease> opened = new();
    private int heldFiles;

    /// <summary>
    /// What the site serves, or <see langword="null"/> when that is nothing. The little file is read for every request,
    /// which is cheaper than being wrong after two promotions within one tick of the file system's clock.
    /// </summary>
    public ServedSite? Find(string bucket)
    {
        var pointer = Path.Combine(sitesFolder, bucket, "current");
        if (Read(pointer) is not [var current, .. var earlier] || Open(bucket, current) is not { } release)
        {
            return null;
        }

        // When it was exchanged, not when it was last read: only a request that finds nothing asks.
        var isFresh = new Lazy<bool>(() => time.GetUtcNow() - File.GetLastWriteTimeUtc(pointer) < Fresh);
        return new ServedSite(release, earlier.Select(id => Open(bucket, id)).OfType<SiteRelease>(), isFresh);
    }

    private SiteRelease? Open(string bucket, ReleaseId id)
    {
        if (opened.TryGetValue((bucket, id), out var known))
        {
            return known;
        }

        var site = Path.Combine(sitesFolder, bucket);
        var folder = Path.Combine(site, "releases", id.Value);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var release = new SiteRelease(id, folder, ReadManifest(Path.Combine(site, "manifests", id.Value)));
        if (Interlocked.Add(ref heldFiles, release.Weight) > MaxHeldFiles)
        {
            Interlocked.Exchange(ref heldFiles, release.Weight);
            opened.Clear();
        }

        return opened[(bucket, id)] = release;
    }

    private static ReleaseManifest? ReadManifest(string path) =>
        File.Exists(path) ? ReleaseManifest.Parse(File.ReadAllText(path)) : null;

    private static List<ReleaseId> Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            Span<byte> bytes = stackalloc byte[MaxPointerBytes];
            var read = RandomAccess.Read(file, bytes, 0);
            var ids = new List<ReleaseId>(MaxServed);
            foreach (var line in System.Text.Encoding.ASCII.GetString(bytes[..read]).TrimEnd().Split('\n'))
            {
                if (!ReleaseId.TryParse(line, null, out var id))
                {
                    break;
                }

                ids.Add(id);
            }

            return ids;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
