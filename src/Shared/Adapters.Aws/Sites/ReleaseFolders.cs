using System.Security.Cryptography;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// Copies of releases on this machine, each whole or not there; the ones not asked for longest go first.
/// </summary>
internal sealed class ReleaseFolders(SiteObjects objects, AwsOptions options, TimeProvider time)
{
    private const int Kept = 8;

    // More than any release may have: what a session's own keys put in its place fills no disk.
    private const long MaxBytes = 1L << 30;
    private static readonly TimeSpan InUse = TimeSpan.FromHours(1);

    private string Root => options.Sites.CacheFolder;

    /// <summary>The folder of a release, fetched now unless it is there.</summary>
    /// <returns><see langword="null"/> when its files are not what its manifest says.</returns>
    public async Task<string?> FetchAsync(
        string bucket, ReleaseId release, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        var folder = FolderOf(bucket, release);
        if (!Directory.Exists(folder))
        {
            if (manifest.Bytes > MaxBytes || !await TryFetchAsync(bucket, release, manifest, folder, cancellationToken))
            {
                return null;
            }

            RemoveOld(folder);
        }

        Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);
        return folder;
    }

    public void Remove(string bucket, ReleaseId release) => Delete(FolderOf(bucket, release));

    public void Remove(string bucket) => Delete(Path.Combine(Root, bucket));

    private string FolderOf(string bucket, ReleaseId release) => Path.Combine(Root, bucket, release.Value);

    private async Task<bool> TryFetchAsync(
        string bucket,
        ReleaseId release,
        ReleaseManifest manifest,
        string folder,
        CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Root, ".fetching", Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(temporary);
            var wrong = 0;
            await objects.EachAsync(
                manifest.Files,
                async (file, token) =>
                {
                    var key = SiteKeys.Release(release) + file.Path;
                    if (!await TryFetchAsync(bucket, key, file, Path.Combine(temporary, file.Path), token))
                    {
                        Interlocked.Increment(ref wrong);
                    }
                },
                cancellationToken);
            if (wrong > 0)
            {
                return false;
            }

            Directory.CreateDirectory(Path.Combine(Root, bucket));
            Directory.Move(temporary, folder);
            return true;
        }
        finally
        {
            Delete(temporary);
        }
    }

    private async Task<bool> TryFetchAsync(
        string bucket, string key, ReleaseFile file, string path, CancellationToken cancellationToken)
    {
        using var found = await objects.GetAsync(bucket, key, cancellationToken);
        if (found?.ContentLength != file.Size)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return await AwsFaults.ReachAsync(
            "The site's bucket",
            async () =>
            {
                using var hash = SHA256.Create();
                await using (var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                await using (var hashed = new CryptoStream(target, hash, CryptoStreamMode.Write))
                {
                    await found.ResponseStream.CopyToAsync(hashed, cancellationToken);
                }

                return Convert.ToHexStringLower(hash.Hash!) == file.Sha256;
            },
            cancellationToken);
    }

    private void RemoveOld(string but)
    {
        var old = Directory.EnumerateDirectories(Root)
            .Where(site => Path.GetFileName(site) != ".fetching")
            .SelectMany(Directory.EnumerateDirectories)
            .Where(folder => folder != but)
            .OrderByDescending(Directory.GetLastWriteTimeUtc)
            .Skip(Kept - 1)
            .Where(folder => time.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(folder) > InUse);
        foreach (var folder in old.ToList())
        {
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Absent is fine.
        }
    }
}
