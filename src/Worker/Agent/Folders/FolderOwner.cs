using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// Hands folders to the users that sandboxes run as. Links are never followed, wherever the user may have planted them.
/// </summary>
internal static class FolderOwner
{
    private const int MaxDepth = 200;
    private const int OwnerShift = 3;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Whatever is made in it is the group's, too.
    private const UnixFileMode Lent =
        Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    /// <summary>Whose a folder is; <see langword="null"/> when there is none, or something else.</summary>
    public static uint? Of(string folder)
    {
        using var handle = Libc.OpenFolder(folder, out var error);
        return error == 0 ? Libc.Status(handle).Owner : null;
    }

    /// <summary>
    /// Gives a folder with all in it to a user. The folder itself comes last: one that was cut short is not theirs yet,
    /// so that it is done again. A file with a second name stays whose it is, for the other may be anywhere.
    /// </summary>
    /// <exception cref="UnsafePathException">There is no such folder, or it cannot be given.</exception>
    public static void Give(string folder, uint user, CancellationToken cancellationToken)
    {
        using var handle = Libc.OpenFolder(folder, out var error);
        if (error != 0)
        {
            throw Libc.Failed(Path.GetFileName(folder), error);
        }

        if (Libc.Status(handle).Owner == user)
        {
            return;
        }

        GiveBelow(handle, user, MaxDepth, cancellationToken);
        GiveOpen(handle, user, Path.GetFileName(folder));
    }

    /// <summary>Gives what this process just made and has open.</summary>
    public static void GiveMade(SafeFileHandle made, uint user, string name)
    {
        if (user != Libc.User())
        {
            GiveOpen(made, user, name);
        }
    }

    /// <summary>
    /// Lets a user, by their group, read a folder of the worker's own and connect to the sockets in it, those too that
    /// are made later. The user cannot change it.
    /// </summary>
    /// <exception cref="UnsafePathException">It cannot be lent.</exception>
    public static void Lend(string folder, uint user)
    {
        LendOne(folder, user, Lent);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null })
            {
                Lend(entry.FullName, user);
            }
            else if (entry.LinkTarget is null)
            {
                // A socket is connected to by who may write it; a file of the worker's is only read.
                var own = entry.UnixFileMode & Owner;
                var group = (UnixFileMode)((int)own >> OwnerShift);
                LendOne(
                    entry.FullName, user, own | (IsSocket(entry) ? group : group & ~UnixFileMode.GroupWrite));
            }
        }
    }

    private static void GiveOpen(SafeFileHandle handle, uint user, string name)
    {
        if (Libc.Give(handle, user) is not 0 and var error)
        {
            throw Libc.Failed(SafePath.Show(name), error);
        }
    }

    private static bool IsSocket(FileSystemInfo entry) =>
        entry.Name.EndsWith(".sock", StringComparison.Ordinal);

    private static void LendOne(string path, uint user, UnixFileMode mode)
    {
        if (Libc.Lend(path, user) is not 0 and var error)
        {
            throw Libc.Failed(Path.GetFileName(path), error);
        }

        File.SetUnixFileMode(path, mode);
    }

    private static void GiveBelow(
        SafeFileHandle folder, uint user, int depth, CancellationToken cancellationToken)
    {
        foreach (var name in FolderListing.Names(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                GiveEntry(folder, name, user, depth, cancellationToken);
            }
            catch (UnsafePathException)
            {
                // A name that is no UTF-8, or gone meanwhile: whoever owns the folder can remove it.
            }
        }
    }

    private static void GiveEntry(
        SafeFileHandle folder, string name, uint user, int depth, CancellationToken cancellationToken)
    {
        var status = Libc.Status(folder, name);
        if (status.Kind != FolderEntryKind.Folder)
        {
            if (status.Links == 1)
            {
                _ = Libc.Give(folder, name, user);
            }

            return;
        }

        using var below = Beneath.Resolve(
            folder, name, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out var error);
        if (error == 0)
        {
            if (depth > 0)
            {
                GiveBelow(below, user, depth - 1, cancellationToken);
            }

            _ = Libc.Give(below, user);
        }
    }
}
