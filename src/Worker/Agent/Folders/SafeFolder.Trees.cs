namespace TmuxBuilder.Agent.Folders;

/// <content>What whole trees need: a walk that opens no file, files with stamps, new files.</content>
public sealed partial class SafeFolder
{
    /// <summary>
    /// Walks through the whole folder. Links are not followed; <paramref name="isSkipped"/> is asked with each path,
    /// and what it says yes to is as if it were not there.
    /// </summary>
    /// <param name="maxEntries">The walk ends when it has met more.</param>
    public TreeListing Walk(Func<string, bool> isSkipped, int maxEntries, CancellationToken cancellationToken) =>
        new TreeWalk(isSkipped, maxEntries).Run(root, cancellationToken);

    /// <summary>Opens a regular file for reading, with its stamp; <see langword="null"/> when absent.</summary>
    public StampedFile? OpenStamped(string path) => OpenFile(path, out _) is { } file ? new StampedFile(file) : null;

    /// <summary>Makes a file that must not exist yet; its folder must. The caller disposes the stream.</summary>
    public FileStream CreateFile(string path, bool executable)
    {
        _ = SafePath.Split(path);
        var flags = Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.NoFollow;
        var file = Beneath.Resolve(root, path, flags, executable ? PrivateFolder : PrivateFile, out var error);
        if (error == 0)
        {
            return new FileStream(file, FileAccess.Write, bufferSize: 0);
        }

        file.Dispose();
        throw Libc.Failed(SafePath.Show(path), error);
    }

    /// <summary>Deletes a folder with all that is in it, links as links; absent is fine.</summary>
    public void DeleteTree(string path)
    {
        using var parent = FindParent(path, out var name);
        if (parent is not null)
        {
            FolderRemoval.Remove(parent, name, MaxDepth);
        }
    }

    /// <summary>
    /// Copies the regular files of a folder into a new folder of the platform's own at the absolute path
    /// <paramref name="destination"/>, which is there once something was copied. Links, pipes, devices and what is
    /// beyond the limits are refused and reported; after some of those it ends early.
    /// </summary>
    /// <param name="known">
    /// The SHA-256 in lower-case hex of the file the caller has already for a path and size: what is the same is not
    /// copied.
    /// </param>
    /// <exception cref="UnsafePathException">There is no such folder, or it is not one.</exception>
    public async Task<CopyReport> CopyTreeAsync(
        string path,
        string destination,
        CopyLimits limits,
        Func<string, long, string?> known,
        CancellationToken cancellationToken)
    {
        using var folder = OpenFolder(path, out var error);
        return error == 0
            ? await new TreeCopy(limits, known).RunAsync(folder, destination, cancellationToken)
            : throw Libc.Failed(SafePath.Show(path), error);
    }
}
