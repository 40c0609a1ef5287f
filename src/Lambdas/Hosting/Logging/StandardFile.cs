using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Hosting.Logging;

/// <summary>
/// Standard output or error as the file it is. The console's own writers would bring all that is known of terminals
/// into the file of every function.
/// </summary>
public sealed class StandardFile(int descriptor)
{
    public static readonly StandardFile Output = new(1);
    public static readonly StandardFile Error = new(2);

    private readonly Lock writing = new();
    private FileStream? stream;

    public void WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Writes whole lines, in one piece.</summary>
    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (writing)
        {
            stream ??= new FileStream(
                new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (stream.CanSeek)
            {
                // A file, that others write to as well.
                stream.Seek(0, SeekOrigin.End);
            }

            stream.Write(lines);
        }
    }
}
