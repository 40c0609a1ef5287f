using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>Reads the entries of an open folder.</summary>
internal static class FolderListing
{
    /// <summary>
    /// By name, at most <paramref name="most"/>; an entry that vanishes while it is read is left out.
    /// </summary>
    public static List<FolderEntry> Read(SafeFileHandle folder, int most)
    {
        var entries = new List<FolderEntry>();
        foreach (var name in Names(folder).Take(most))
        {
            FileStatus status;
            try
            {
                status = Libc.Status(folder, name);
            }
            catch (UnsafePathException)
            {
                continue;
            }

            var size = status.Kind == FolderEntryKind.File ? (long)status.Size : 0;
            entries.Add(
                new FolderEntry(name, status.Kind, size, DateTimeOffset.FromUnixTimeSeconds(status.ModifiedSeconds)));
        }

        entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    }

    /// <summary>
    /// The names in an open folder, in no order; one that is no UTF-8 names nothing that can be opened.
    /// </summary>
    // The descriptor is ours and open, so this name of it cannot be exchanged for another folder.
    public static IEnumerable<string> Names(SafeFileHandle folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = 0, ReturnSpecialDirectories = false };
        foreach (var path in Directory.EnumerateFileSystemEntries(
            $"/proc/self/fd/{folder.DangerousGetHandle()}/", "*", options))
        {
            yield return Path.GetFileName(path);
        }

        GC.KeepAlive(folder);
    }
}
