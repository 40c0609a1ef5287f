using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>Removes a tree entry by entry beneath open descriptors, so that nothing outside it can be reached.</summary>
internal static class FolderRemoval
{
    private const int Rounds = 1000;

    public static void Remove(SafeFileHandle parent, string name, int depth)
    {
        if (Libc.Unlink(parent, name, directory: false) is not Libc.ErrorIsDirectory and var error)
        {
            ThrowUnlessGone(name, error);
            return;
        }

        if (depth == 0)
        {
            throw new UnsafePathException($"'{SafePath.Show(name)}' lies too deep to be removed.");
        }

        using (var folder = Beneath.Resolve(
            parent, name, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out var failure))
        {
            ThrowUnlessGone(name, failure);
            if (failure == 0)
            {
                Empty(folder, depth);
            }
        }

        ThrowUnlessGone(name, Libc.Unlink(parent, name, directory: true));
    }

    private static void Empty(SafeFileHandle folder, int depth)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var entries = FolderListing.Read(folder, SafeFolder.MaxEntries);
            if (entries.Count == 0)
            {
                return;
            }

            foreach (var entry in entries)
            {
                Remove(folder, entry.Name, depth - 1);
            }
        }
    }

    private static void ThrowUnlessGone(string name, int error)
    {
        if (error is not (0 or Libc.ErrorNotFound))
        {
            throw Libc.Failed(SafePath.Show(name), error);
        }
    }
}
