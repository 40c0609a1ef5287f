namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>Copies a folder of plain files.</summary>
internal static class FolderCopy
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false,
    };

    /// <summary>The files below a folder and their sizes.</summary>
    /// <exception cref="IOException">There is a link, which could lead anywhere.</exception>
    public static List<FileInfo> Files(string folder)
    {
        var found = new List<FileInfo>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
        {
            if (entry.LinkTarget is not null)
            {
                throw new IOException("A built folder must not contain links.");
            }

            if (entry is FileInfo file)
            {
                found.Add(file);
            }
        }

        return found;
    }

    /// <summary>
    /// Copies files of <paramref name="source"/> into <paramref name="target"/>, telling the bytes done of all.
    /// </summary>
    public static async Task CopyAsync(
        IReadOnlyList<FileInfo> files,
        string source,
        string target,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var total = files.Sum(file => file.Length);
        var done = 0L;
        Directory.CreateDirectory(target);
        foreach (var file in files)
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await using var from = file.OpenRead();
            await using var to = new FileStream(
                copy, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, useAsync: true);
            await from.CopyToAsync(to, cancellationToken);
            to.Flush(flushToDisk: true);
            done += file.Length;
            progress?.Report((done, total));
        }
    }
}
