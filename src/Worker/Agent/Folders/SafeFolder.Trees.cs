namespace TmuxBuilder.Agent.Folders;

/// <content>
/// What whole trees need: a walk that opens no file, files with stamps, folders that must be there.
/// </content>
public sealed partial class SafeFolder
{
    /// <summary>
    /// Walks through the whole folder. Links are not followed; <paramref name="isSkipped"/> is asked with each path,
    /// and what it says yes to is as if it were not there.
    /// </summary>
    /// <param name="maxEntries">The walk ends when it has met more.</param>
    public TreeListing Walk(Func<string, bool> isSkipped, int maxEntries, CancellationToken cancellationToken) =>
        new TreeWalk(isSkipped, maxEntries).Run(root, cancellationToken);

    /// <summary>What the whole folder takes of the disk, up to so many entries; links are not followed.</summary>
    internal FolderSize Measure(int maxEntries, CancellationToken cancellationToken) =>
        FolderSize.Of(root, maxEntries, cancellationToken);

    /// <summary>Whether a regular file is there, and nothing else that cannot be read as one.</summary>
    public bool HasFile(string path)
    {
        try
        {
            using var file = OpenFile(path, out _);
            return file is not null;
        }
        catch (UnsafePathException)
        {
            return false;
        }
    }

    /// <summary>Opens a regular file for reading, with its stamp; <see langword="null"/> when absent.</summary>
    public StampedFile? OpenStamped(string path) => OpenFile(path, out _) is { } file ? new StampedFile(file) : null;

    /// <summary>
    /// Deletes a folder with all that is in it, links as links; absent is fine, and so is that something else stands
    /// where its own folder should be.
    /// </summary>
    public void DeleteTree(string path)
    {
        var names = SafePath.Split(path);
        using var parent = OpenFolder(string.Join('/', names[..^1]), out var error);
        switch (error)
        {
            case 0:
                FolderRemoval.Remove(parent, names[^1], MaxDepth);
                break;
            case Libc.ErrorNotFound or Libc.ErrorNotDirectory:
                break;
            default:
                throw Libc.Failed(SafePath.Show(path), error);
        }
    }

    /// <summary>
    /// Makes a folder the platform cannot do without, and those above it; existing is fine, and what stands there and
    /// is no folder goes: a link goes, not what it names.
    /// </summary>
    public void ClaimFolder(string path)
    {
        var names = SafePath.Split(path);
        for (var depth = 1; depth <= names.Length; depth++)
        {
            var above = string.Join('/', names[..depth]);
            using var found = OpenFolder(above, out var error);
            if (error == Libc.ErrorNotDirectory)
            {
                Delete(above);
            }
        }

        CreateFolder(path);
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
