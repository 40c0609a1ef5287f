using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>One walk through a session's folder: it reads what is there and opens no file.</summary>
internal sealed class TreeWalk(Func<string, bool> isSkipped, int maxEntries)
{
    private const int MaxDepth = 48;
    private const int MaxLeftOut = 100;

    private readonly List<WalkedFile> files = [];
    private readonly List<string> emptyFolders = [];
    private readonly SortedDictionary<string, string> leftOut = new(StringComparer.Ordinal);
    private int met;

    public TreeListing Run(SafeFileHandle folder, CancellationToken cancellationToken)
    {
        Visit(folder, "", MaxDepth, cancellationToken);
        files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        emptyFolders.Sort(StringComparer.Ordinal);
        return new TreeListing(files, emptyFolders, leftOut, met <= maxEntries);
    }

    /// <summary>Visits a folder's entries; says whether there was any that counts.</summary>
    private bool Visit(SafeFileHandle folder, string prefix, int depth, CancellationToken cancellationToken)
    {
        var any = false;

        // A folder that changes while it is read may show a name twice.
        foreach (var name in FolderListing.Names(folder).Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = prefix + name;
            if (isSkipped(path))
            {
                continue;
            }

            any = true;
            if (++met > maxEntries)
            {
                break;
            }

            try
            {
                Take(folder, name, path, depth, cancellationToken);
            }
            catch (UnsafePathException refused)
            {
                LeaveOut(path, refused.Message);
            }
        }

        return any;
    }

    private void Take(SafeFileHandle folder, string name, string path, int depth, CancellationToken cancellationToken)
    {
        var status = Libc.Status(folder, name);
        switch (status.Kind)
        {
            case FolderEntryKind.File:
                files.Add(new WalkedFile(path, status.Stamp, status.IsExecutable));
                break;
            case FolderEntryKind.Folder when depth == 0:
                LeaveOut(path, "The folder lies too deep.");
                break;
            case FolderEntryKind.Folder:
                Enter(folder, name, path, depth, cancellationToken);
                break;
            default:
                LeaveOut(path, "Links, pipes, sockets and devices are not taken along.");
                break;
        }
    }

    private void Enter(SafeFileHandle folder, string name, string path, int depth, CancellationToken cancellationToken)
    {
        using var below = Beneath.Resolve(
            folder, name, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out var error);
        if (error != 0)
        {
            throw Libc.Failed(SafePath.Show(path), error);
        }

        if (!Visit(below, path + "/", depth - 1, cancellationToken))
        {
            emptyFolders.Add(path);
        }
    }

    private void LeaveOut(string path, string reason)
    {
        if (leftOut.Count < MaxLeftOut)
        {
            leftOut[SafePath.Show(path)] = reason;
        }
    }
}
