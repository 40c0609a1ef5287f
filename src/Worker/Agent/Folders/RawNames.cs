using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// Names that are no UTF-8: .NET shows them with replacement characters, and by those nothing can be opened or removed.
/// </summary>
internal static partial class RawNames
{
    // struct dirent of 64-bit Linux: d_ino, d_off, d_reclen, d_type, d_name.
    private const int NameOffset = 19;
    private const int MaxRenames = 1000;

    /// <summary>
    /// Gives such entries of an open folder plain names; returns how many, at most a thousand at a time.
    /// </summary>
    public static int MakePlain(SafeFileHandle folder)
    {
        var renamed = 0;
        foreach (var name in Unreadable(folder))
        {
            var plain = $".tb-name-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
            renamed += RenameAt(folder, name, folder, plain) == 0 ? 1 : 0;
        }

        return renamed;
    }

    private static List<byte[]> Unreadable(SafeFileHandle folder)
    {
        var names = new List<byte[]>();
        var own = Beneath.Resolve(folder, ".", Libc.ReadOnly | Libc.Directory, 0, out var error);
        var stream = error == 0 ? OpenStream(own) : 0;
        if (stream == 0)
        {
            own.Dispose();
            return names;
        }

        // The stream owns the descriptor from here on.
        own.SetHandleAsInvalid();
        try
        {
            nint entry;
            while (names.Count < MaxRenames && (entry = ReadStream(stream)) != 0)
            {
                if (NameOf(entry) is var name && !Utf8.IsValid(name.AsSpan()[..^1]))
                {
                    names.Add(name);
                }
            }
        }
        finally
        {
            _ = CloseStream(stream);
        }

        return names;
    }

    /// <summary>The name with its NUL.</summary>
    private static byte[] NameOf(nint entry)
    {
        var length = 0;
        while (Marshal.ReadByte(entry, NameOffset + length) != 0)
        {
            length++;
        }

        var name = new byte[length + 1];
        Marshal.Copy(entry + NameOffset, name, 0, length);
        return name;
    }

    [LibraryImport("libc", EntryPoint = "fdopendir")]
    private static partial nint OpenStream(SafeFileHandle folder);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadStream(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseStream(nint stream);

    [LibraryImport("libc", EntryPoint = "renameat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(SafeFileHandle fromFolder, byte[] from, SafeFileHandle toFolder, string to);
}
