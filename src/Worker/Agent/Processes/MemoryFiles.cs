using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Processes;

/// <summary>
/// Files in memory that lie in no folder (memfd_create): what is written into one is in nobody's count until it is
/// mapped.
/// </summary>
internal static class MemoryFiles
{
    private const string Mark = "/memfd:";
    private const int BlockBytes = 512;

    /// <summary>Bytes of all that these processes have open, each once.</summary>
    public static long Of(IEnumerable<int> processes)
    {
        var found = new Dictionary<ulong, long>();
        foreach (var process in processes)
        {
            Add(found, $"/proc/{process}/fd");
        }

        return found.Values.Sum();
    }

    private static void Add(Dictionary<ulong, long> found, string folder)
    {
        try
        {
            foreach (var open in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                // "/memfd:name (deleted)"
                if (open.LinkTarget?.StartsWith(Mark, StringComparison.Ordinal) == true)
                {
                    var status = Libc.StatusBehind(open.FullName);
                    found[status.Inode] = (long)status.Blocks * BlockBytes;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended, or closed the file, while it was looked at.
        }
    }
}
