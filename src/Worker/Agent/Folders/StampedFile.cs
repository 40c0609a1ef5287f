using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>A regular file that was opened for reading, with its stamp of that moment.</summary>
public sealed class StampedFile : IDisposable
{
    private readonly SafeFileHandle file;

    internal StampedFile(SafeFileHandle file)
    {
        this.file = file;
        (Stamp, IsExecutable) = Libc.Status(file) is var status ? (status.Stamp, status.IsExecutable) : default;
    }

    public FileStamp Stamp { get; }

    public bool IsExecutable { get; }

    /// <summary>Whether nothing has changed the file since it was opened.</summary>
    public bool IsUnchanged => Libc.Status(file).Stamp == Stamp;

    /// <summary>Reads at an offset; 0 at the end. The file is on a local disk: it does not wait.</summary>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(file, buffer, offset);

    public void Dispose() => file.Dispose();
}
