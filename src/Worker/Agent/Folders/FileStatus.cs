using System.Runtime.InteropServices;

namespace TmuxBuilder.Agent.Folders;

/// <summary>The part of <c>struct statx</c> we read; its layout is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int KindMask = 0xF000;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    public readonly FolderEntryKind Kind => (Mode & KindMask) switch
    {
        0x8000 => FolderEntryKind.File,
        0x4000 => FolderEntryKind.Folder,
        _ => FolderEntryKind.Other,
    };
}
