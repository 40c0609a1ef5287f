using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>The calls of Linux that make files last and share their bytes, for which .NET has no name.</summary>
internal static partial class Disk
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>
    /// Waits until everything written to the file system of this folder will survive a loss of power.
    /// </summary>
    public static void SyncAll(string folder) => OnFolder(folder, SyncFileSystem);

    /// <summary>Waits until the names in a folder will survive a loss of power.</summary>
    public static void SyncNames(string folder) => OnFolder(folder, Sync);

    /// <summary>
    /// Gives a file a second name, which must not exist; false when the file system does not do that here.
    /// </summary>
    public static bool TryLink(string file, string name) => Link(file, name) == 0;

    private static void OnFolder(string folder, Func<SafeFileHandle, int> call)
    {
        using var handle = new SafeFileHandle(Open(folder, ReadOnly | CloseOnExec, 0), ownsHandle: true);
        if (handle.IsInvalid || call(handle) != 0)
        {
            throw new IOException($"A folder cannot be made safe: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFileSystem(SafeFileHandle folder);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle folder);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string file, string name);
}
