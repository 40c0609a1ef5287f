using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// Removes a tree entry by entry beneath open descriptors, so that nothing outside it can be reached.
/// </summary>
internal static class FolderRemoval
{
    private const int Rounds = 1000;

    /// <param name="depth">How deep descriptors are held open; what lies deeper is moved up first.</param>
    public static void Remove(SafeFileHandle parent, string name, int depth)
    {
        if (Libc.Unlink(parent, name, directory: false) is not Libc.ErrorIsDirectory and var error)
        {
            ThrowUnlessGone(name, error);
            return;
        }

        using (var folder = Open(parent, name))
        {
            if (folder is not null)
            {
                Empty(folder, folder, depth);
            }
        }

        ThrowUnlessGone(name, Libc.Unlink(parent, name, directory: true));
    }

    private static void Empty(SafeFileHandle folder, SafeFileHandle top, int depth)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var entries = FolderListing.Read(folder, SafeFolder.MaxEntries);
            if (entries.Count == 0 && RawNames.MakePlain(folder) == 0)
            {
                return;
            }

            foreach (var entry in entries)
            {
                RemoveEntry(folder, entry.Name, top, depth);
            }
        }
    }

    private static void RemoveEntry(SafeFileHandle folder, string name, SafeFileHandle top, int depth)
    {
        if (Libc.Unlink(folder, name, directory: false) is not Libc.ErrorIsDirectory and var error)
        {
            ThrowUnlessGone(name, error);
            return;
        }

        if (depth == 0)
        {
            var moved = $".tb-deep-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
            ThrowUnlessGone(name, Libc.Move(folder, name, top, moved));
            return;
        }

        using (var below = Open(folder, name))
        {
            if (below is not null)
            {
                Empty(below, top, depth - 1);
            }
        }

        ThrowUnlessGone(name, Libc.Unlink(folder, name, directory: true));
    }

    /// <summary>The folder of that name; <see langword="null"/> when it is gone.</summary>
    private static SafeFileHandle? Open(SafeFileHandle parent, string name)
    {
        var folder = Beneath.Resolve(parent, name, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out var error);
        if (error == 0)
        {
            return folder;
        }

        folder.Dispose();
        ThrowUnlessGone(name, error);
        return null;
    }

    private static void ThrowUnlessGone(string name, int error)
    {
        if (error is not (0 or Libc.ErrorNotFound))
        {
            throw Libc.Failed(SafePath.Show(name), error);
        }
    }
}
