using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>
/// Fills the folder of a new release. A file costs one more name: of the checked copy, which was handed over, or of the
/// same bytes in the release before; only where the file system knows no second names it is copied.
/// </summary>
internal sealed class ReleaseWriter(ReleaseManifest manifest, string copy, ReleaseManifest? before, string beforeFolder)
{
    private readonly Dictionary<string, string> beforeByHash = (before?.Files ?? [])
        .DistinctBy(file => file.Sha256)
        .ToDictionary(file => file.Sha256, file => file.Path, StringComparer.Ordinal);

    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    /// <summary>Writes every file of the manifest below a folder that does not exist yet.</summary>
    public void Write(string target, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        var done = 0L;
        foreach (var file in manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.Combine(target, file.Path);
            MakeFolder(Path.GetDirectoryName(name)!);
            var source = SourceOf(file);
            if (!Disk.TryLink(source, name))
            {
                File.Copy(source, name);
            }

            done += file.Size;
            progress?.Report((done, manifest.Bytes));
        }
    }

    private string SourceOf(ReleaseFile file)
    {
        if (before?.Find(file.Path)?.Sha256 == file.Sha256)
        {
            return Path.Combine(beforeFolder, file.Path);
        }

        var copied = new FileInfo(Path.Combine(copy, file.Path));
        if (!copied.Exists)
        {
            return beforeByHash.TryGetValue(file.Sha256, out var same)
                ? Path.Combine(beforeFolder, same)
                : throw new FileNotFoundException("A file is neither in the copy nor in the release before.");
        }

        return copied.LinkTarget is null && copied.Length == file.Size
            ? copied.FullName
            : throw new InvalidDataException("A file of the copy is not what the manifest says.");
    }

    private void MakeFolder(string folder)
    {
        if (made.Add(folder))
        {
            Directory.CreateDirectory(folder);
        }
    }
}
