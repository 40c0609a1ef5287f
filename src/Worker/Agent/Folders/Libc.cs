using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>The few calls of Linux that .NET has no name for: everything relative to an open folder.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int Append = 0x400;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int PathOnly = 0x200000;

    public const int ErrorNotFound = 2;
    public const int ErrorTryAgain = 11;
    public const int ErrorExists = 17;
    public const int ErrorNotDirectory = 20;
    public const int ErrorIsDirectory = 21;
    public const int ErrorNotEmpty = 39;

    private const long OpenAt2Number = 437; // The same on every architecture: it is younger than the common table.
    private const ulong ResolveNoMagicLinks = 0x02;
    private const ulong ResolveNoSymlinks = 0x04;
    private const ulong ResolveBeneath = 0x08;
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const int NoFollowStat = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int RemoveDirectory = 0x200;

    // O_DIRECTORY and O_NOFOLLOW are the two flags whose values differ between the architectures we run on.
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static int Directory => IsArm ? 0x4000 : 0x10000;

    public static int NoFollow => IsArm ? 0x8000 : 0x20000;

    /// <summary>
    /// Opens beneath a folder without following any link; the error number comes back beside an invalid handle.
    /// </summary>
    public static SafeFileHandle OpenBeneath(SafeFileHandle folder, string path, int flags, int mode, out int error)
    {
        var how = new OpenHow
        {
            Flags = (ulong)(uint)(flags | CloseOnExec),
            Mode = (ulong)(uint)mode,
            Resolve = ResolveBeneath | ResolveNoSymlinks | ResolveNoMagicLinks,
        };
        var descriptor = OpenAt2(
            OpenAt2Number, folder.DangerousGetHandle(), path, ref how, (nuint)Marshal.SizeOf<OpenHow>());
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        GC.KeepAlive(folder);
        return new SafeFileHandle((nint)descriptor, ownsHandle: true);
    }

    public static SafeFileHandle OpenFolder(string path, out int error)
    {
        var descriptor = Open(path, ReadOnly | Directory | NoFollow | CloseOnExec, 0);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>
    /// What an open descriptor is; or, with a name, what that entry of the open folder is, links not followed.
    /// </summary>
    public static FileStatus Status(SafeFileHandle handle, string name = "")
    {
        var result = StatX(
            handle, name, name.Length == 0 ? EmptyPath : NoFollowStat, BasicStats, out var status);
        return result == 0 ? status : throw Failed(name.Length == 0 ? "." : name, Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// What a path leads to, links followed: for the kernel's own, which name what a process has open.
    /// </summary>
    public static FileStatus StatusBehind(string path) =>
        StatXFrom(CurrentFolder, path, 0, BasicStats, out var status) == 0
            ? status
            : throw Failed(Path.GetFileName(path), Marshal.GetLastPInvokeError());

    public static int Rename(SafeFileHandle folder, string from, string to) =>
        RenameAt(folder, from, folder, to) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public static int Move(SafeFileHandle folder, string from, SafeFileHandle target, string to) =>
        RenameAt(folder, from, target, to) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public static int Unlink(SafeFileHandle folder, string name, bool directory) =>
        UnlinkAt(folder, name, directory ? RemoveDirectory : 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public static int MakeDirectory(SafeFileHandle folder, string name, int mode) =>
        MkdirAt(folder, name, mode) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Gives an open file or folder to a user and their group of the same number.</summary>
    public static int Give(SafeFileHandle handle, uint user) =>
        FChown(handle, user, user) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>The same of an entry of an open folder; of a link it is the link that is given.</summary>
    public static int Give(SafeFileHandle folder, string name, uint user) =>
        FChownAt(folder, name, user, user, NoFollowStat) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Gives a file of the worker's own to a group; its owner stays.</summary>
    public static int Lend(string path, uint group) =>
        LChown(path, uint.MaxValue, group) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public static UnsafePathException Failed(string path, int error) =>
        new($"'{path}' cannot be used: {Marshal.GetPInvokeErrorMessage(error)}.") { HResult = error };

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial long OpenAt2(long number, nint folder, string path, ref OpenHow how, nuint size);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int StatX(SafeFileHandle folder, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int StatXFrom(int folder, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "renameat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int RenameAt(SafeFileHandle fromFolder, string from, SafeFileHandle toFolder, string to);

    [LibraryImport("libc", EntryPoint = "unlinkat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int UnlinkAt(SafeFileHandle folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "mkdirat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MkdirAt(SafeFileHandle folder, string path, int mode);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int FChown(SafeFileHandle handle, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "fchownat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int FChownAt(SafeFileHandle folder, string path, uint user, uint group, int flags);

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int LChown(string path, uint user, uint group);

    /// <summary>What the files and folders this process makes are never open for; returns what it was.</summary>
    [LibraryImport("libc", EntryPoint = "umask")]
    internal static partial uint Mask(uint mode);

    /// <summary>The user this process acts as.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint User();

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
