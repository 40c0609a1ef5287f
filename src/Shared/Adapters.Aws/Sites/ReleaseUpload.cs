using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// Fills a new release. What the release before has is copied within the bucket; the rest is uploaded, many files at
/// once, each with its hash, so that the bucket takes no others.
/// </summary>
internal sealed class ReleaseUpload(
    SiteObjects objects, string bucket, ReleaseId release, ReleaseManifest manifest, string directory)
{
    private readonly Lock gate = new();
    private long done;

    /// <summary>Writes every file of the manifest; what else lies there of an earlier try goes.</summary>
    /// <param name="before">The release that files are copied from.</param>
    /// <exception cref="FileNotFoundException">A file is neither in the folder nor in the release before.</exception>
    /// <exception cref="InvalidDataException">A file in the folder has not the size that the manifest says.</exception>
    public async Task RunAsync(
        (ReleaseId Id, ReleaseManifest Manifest)? before,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        // All are looked at first: a mistake costs no upload.
        var sources = Sources(before);
        var prefix = SiteKeys.Release(release);
        await objects.ClearAsync(
            bucket, prefix, key => manifest.Find(key[prefix.Length..]) is not null, cancellationToken);
        await objects.EachAsync(
            sources,
            async (source, token) =>
            {
                await PlaceAsync(source.File, source.From, token);
                Tell(source.File.Size, progress);
            },
            cancellationToken);
    }

    private List<(ReleaseFile File, string? From)> Sources((ReleaseId Id, ReleaseManifest Manifest)? before)
    {
        var byHash = (before?.Manifest.Files ?? []).DistinctBy(file => file.Sha256)
            .ToDictionary(file => file.Sha256, file => file.Path, StringComparer.Ordinal);
        return [.. manifest.Files.Select(file => (file, SourceOf(file)))];

        string? SourceOf(ReleaseFile file)
        {
            if (byHash.TryGetValue(file.Sha256, out var known))
            {
                return SiteKeys.Release(before!.Value.Id) + known;
            }

            var copied = new FileInfo(Path.Combine(directory, file.Path));
            return !copied.Exists
                ? throw new FileNotFoundException("A file is neither in the copy nor in the release before.")
                : copied.LinkTarget is null && copied.Length == file.Size
                    ? null
                    : throw new InvalidDataException("A file of the copy is not what the manifest says.");
        }
    }

    private async Task PlaceAsync(ReleaseFile file, string? from, CancellationToken cancellationToken)
    {
        var target = new S3Target(
            bucket,
            SiteKeys.Release(release) + file.Path,
            SiteFiles.TypeOf(file.Path),
            SiteFiles.CachingOf(file.Path),
            file.Sha256);
        if (from is null)
        {
            await objects.UploadAsync(target, Path.Combine(directory, file.Path), cancellationToken);
        }
        else if (!await objects.CopyAsync(from, target, cancellationToken))
        {
            throw new FileNotFoundException("A file of the release before is gone.");
        }
    }

    /// <summary>One at a time: what is told never grows less.</summary>
    private void Tell(long bytes, IProgress<(long Done, long Total)>? progress)
    {
        lock (gate)
        {
            done += bytes;
            progress?.Report((done, manifest.Bytes));
        }
    }
}
