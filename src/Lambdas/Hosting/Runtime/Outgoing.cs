using System.Buffers;
using System.Text;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>
/// A request being written: its body first, then its header into the room left before it, so that both leave in one
/// piece. Used again for every request.
/// </summary>
internal sealed class Outgoing : IBufferWriter<byte>
{
    private const int HeadRoom = 1024;

    private byte[] buffer = new byte[8 << 10];
    private int end = HeadRoom;

    /// <summary>How many bytes of body there are.</summary>
    public int Length => end - HeadRoom;

    public void Clear() => end = HeadRoom;

    public void Advance(int count) => end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return buffer.AsMemory(end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return buffer.AsSpan(end);
    }

    /// <summary>The whole request; valid until the next one is begun.</summary>
    /// <param name="path">Path with the invocation's id.</param>
    /// <param name="errorType">What the error is called, when it is one.</param>
    public ReadOnlySpan<byte> Post(string path, string host, string? errorType)
    {
        var error = errorType is null ? "" : $"Lambda-Runtime-Function-Error-Type: {errorType}\r\n";
        var head = $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
            + $"{error}Content-Length: {Length}\r\n\r\n";
        var begin = HeadRoom - head.Length;
        Encoding.Latin1.GetBytes(head, buffer.AsSpan(begin));
        return buffer.AsSpan(begin, end - begin);
    }

    private void Ensure(int room)
    {
        room = Math.Max(room, 256);
        if (buffer.Length - end < room)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, checked(end + room)));
        }
    }
}
