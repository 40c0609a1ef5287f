using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>One copy out of a session's folder, with its counts.</summary>
internal sealed class TreeCopy(CopyLimits limits)
{
    private const int BufferBytes = 128 * 1024;
    private const int MaxRefusals = 1000;

    private readonly SortedDictionary<string, long> files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> refused = new(StringComparer.Ordinal);
    private readonly byte[] buffer = new byte[BufferBytes];
    private long bytes;

    public async Task<CopyReport> RunAsync(
        SafeFileHandle folder, string destination, CancellationToken cancellationToken)
    {
        await CopyFolderAsync(folder, "", destination, limits.MaxDepth, cancellationToken);
        return new CopyReport(files, bytes, refused);
    }

    private bool IsFull => refused.Count >= MaxRefusals || files.Count >= limits.MaxFiles || bytes >= limits.MaxBytes;

    private async Task CopyFolderAsync(
        SafeFileHandle folder, string prefix, string destination, int depth, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(destination);
        foreach (var entry in FolderListing.Read(folder, SafeFolder.MaxEntries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = prefix + SafePath.Show(entry.Name);
            if (IsFull)
            {
                refused[path] = "More than may be copied.";
                return;
            }

            try
            {
                await CopyEntryAsync(
                    folder, entry, path, Path.Combine(destination, entry.Name), depth, cancellationToken);
            }
            catch (UnsafePathException exception)
            {
                refused[path] = exception.Message;
            }
        }
    }

    private async Task CopyEntryAsync(
        SafeFileHandle folder,
        FolderEntry entry,
        string path,
        string destination,
        int depth,
        CancellationToken cancellationToken)
    {
        if (entry.Kind == FolderEntryKind.Other)
        {
            throw new UnsafePathException("Links, pipes and devices are not copied.");
        }

        if (entry.Kind == FolderEntryKind.Folder && depth == 0)
        {
            throw new UnsafePathException("The folder lies too deep.");
        }

        var asFolder = entry.Kind == FolderEntryKind.Folder ? Libc.Directory : 0;
        using var handle = Beneath.Resolve(
            folder, entry.Name, Libc.ReadOnly | Libc.NoFollow | Libc.NonBlocking | asFolder, 0, out var error);
        if (error != 0)
        {
            throw Libc.Failed(path, error);
        }

        if (asFolder != 0)
        {
            await CopyFolderAsync(handle, path + "/", destination, depth - 1, cancellationToken);
            return;
        }

        await CopyFileAsync(handle, path, destination, cancellationToken);
    }

    private async Task CopyFileAsync(
        SafeFileHandle source, string path, string destination, CancellationToken cancellationToken)
    {
        var most = Math.Min(limits.MaxFileBytes, limits.MaxBytes - bytes);
        if (Beneath.CheckRegular(source, path) > most)
        {
            throw new UnsafePathException($"The file is larger than the {most} bytes that may be copied.");
        }

        await using var target = new FileStream(destination, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        long copied = 0;
        while (await RandomAccess.ReadAsync(source, buffer, copied, cancellationToken) is > 0 and var read)
        {
            copied += read;
            if (copied > most)
            {
                target.SetLength(0);
                throw new UnsafePathException("The file grew while it was copied.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        files[path] = copied;
        bytes += copied;
    }
}
