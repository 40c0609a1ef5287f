using System.Runtime.InteropServices;

namespace TmuxBuilder.Agent.Folders;

/// <summary>The part of <c>struct statx</c> we read; its layout is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int KindMask = 0xF000;
    private const int OwnerMayRun = 0x40;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>How many names it has.</summary>
    [FieldOffset(16)]
    public uint Links;

    /// <summary>The user it belongs to.</summary>
    [FieldOffset(20)]
    public uint Owner;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(48)]
    public ulong Blocks;

    [FieldOffset(96)]
    public long ChangedSeconds;

    [FieldOffset(104)]
    public uint ChangedNanoseconds;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    public readonly bool IsExecutable => (Mode & OwnerMayRun) != 0;

    public readonly FileStamp Stamp => new(
        (long)Size,
        (ModifiedSeconds * NanosecondsPerSecond) + ModifiedNanoseconds,
        (ChangedSeconds * NanosecondsPerSecond) + ChangedNanoseconds,
        Inode);

    public readonly FolderEntryKind Kind => (Mode & KindMask) switch
    {
        0x8000 => FolderEntryKind.File,
        0x4000 => FolderEntryKind.Folder,
        _ => FolderEntryKind.Other,
    };
}
