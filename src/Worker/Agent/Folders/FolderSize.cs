using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>Adds up what a session's folder takes of the disk, however it is nested; opens no file.</summary>
/// <param name="Bytes">Space that is really taken, as the file system counts it.</param>
/// <param name="Entries">Files, folders and everything else.</param>
/// <param name="IsWhole">
/// Whether all was seen: not when there is more than was asked for, or folders lie deeper than anybody's work does.
/// </param>
internal sealed record FolderSize(long Bytes, int Entries, bool IsWhole)
{
    private const int MaxDepth = 200;
    private const int BlockBytes = 512;

    public static FolderSize Of(SafeFileHandle folder, int maxEntries, CancellationToken cancellationToken) =>
        Add(new FolderSize(0, 0, IsWhole: true), folder, maxEntries, MaxDepth, cancellationToken);

    private static FolderSize Add(
        FolderSize sum, SafeFileHandle folder, int maxEntries, int depth, CancellationToken cancellationToken)
    {
        foreach (var name in FolderListing.Names(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sum.Entries >= maxEntries)
            {
                return sum with { IsWhole = false };
            }

            sum = AddEntry(sum, folder, name, maxEntries, depth, cancellationToken);
        }

        return sum;
    }

    private static FolderSize AddEntry(
        FolderSize sum,
        SafeFileHandle folder,
        string name,
        int maxEntries,
        int depth,
        CancellationToken cancellationToken)
    {
        try
        {
            var status = Libc.Status(folder, name);
            sum = sum with { Bytes = sum.Bytes + ((long)status.Blocks * BlockBytes), Entries = sum.Entries + 1 };
            if (status.Kind != FolderEntryKind.Folder)
            {
                return sum;
            }

            if (depth == 0)
            {
                return sum with { IsWhole = false };
            }

            using var below = Beneath.Resolve(
                folder, name, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out var error);
            return error == 0 ? Add(sum, below, maxEntries, depth - 1, cancellationToken) : sum;
        }
        catch (UnsafePathException)
        {
            // Gone meanwhile: the agent is at work.
            return sum;
        }
    }
}
