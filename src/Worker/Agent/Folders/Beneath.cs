using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>Opening and reading beneath an open folder.</summary>
internal static class Beneath
{
    private const int ResolveTries = 16;

    /// <summary>Opens beneath a descriptor; a rename on the way makes the kernel ask for another try.</summary>
    public static SafeFileHandle Resolve(SafeFileHandle folder, string path, int flags, int mode, out int error)
    {
        SafeFileHandle handle;
        var tries = 0;
        do
        {
            handle = Libc.OpenBeneath(folder, path, flags, mode, out error);
        }
        while (error == Libc.ErrorTryAgain && ++tries < ResolveTries);

        return handle;
    }

    /// <summary>The size of an open descriptor, which must be a regular file.</summary>
    public static long CheckRegular(SafeFileHandle file, string path)
    {
        var status = Libc.Status(file);
        return status.Kind == FolderEntryKind.File
            ? (long)status.Size
            : throw new UnsafePathException($"'{SafePath.Show(path)}' is not a regular file.");
    }

    /// <summary>What a file holds from an offset on, at most <paramref name="most"/> bytes of it.</summary>
    public static async Task<byte[]> ReadAtMostAsync(
        SafeFileHandle file, long offset, int most, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(most, Math.Max(0, RandomAccess.GetLength(file) - offset) + 1)];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(length), offset + length, cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return buffer[..length];
    }
}
