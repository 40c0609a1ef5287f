using System.Buffers.Text;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>Takes the framing out of a chunked body as it comes in, moving its bytes together where they lie.</summary>
/// <param name="start">Where the body begins in the buffer.</param>
internal struct Chunks(int start)
{
    private int read = start;
    private int left;
    private Expected expected;

    private enum Expected
    {
        Size,
        Data,
        DataEnd,
        Trailer,
        Nothing,
    }

    /// <summary>Where the bytes without framing end.</summary>
    public int End { get; private set; } = start;

    public readonly bool IsWhole => expected == Expected.Nothing;

    /// <summary>Goes on with what has been received: <paramref name="buffer"/> ends where that does.</summary>
    /// <exception cref="RuntimeGoneException">The framing is broken.</exception>
    public void Advance(Span<byte> buffer)
    {
        while (expected != Expected.Nothing && (expected == Expected.Data ? MoveData(buffer) : TakeLine(buffer)))
        {
        }
    }

    private bool MoveData(Span<byte> buffer)
    {
        var length = Math.Min(left, buffer.Length - read);
        buffer.Slice(read, length).CopyTo(buffer[End..]);
        End += length;
        read += length;
        left -= length;
        expected = left == 0 ? Expected.DataEnd : Expected.Data;
        return left == 0;
    }

    private bool TakeLine(Span<byte> buffer)
    {
        if (buffer[read..].IndexOf("\r\n"u8) is not (var end and >= 0))
        {
            return false;
        }

        var line = buffer.Slice(read, end);
        read += end + 2;
        if (expected == Expected.Size)
        {
            left = Size(line);
            expected = left == 0 ? Expected.Trailer : Expected.Data;
        }
        else if (expected == Expected.Trailer)
        {
            expected = line.IsEmpty ? Expected.Nothing : Expected.Trailer;
        }
        else
        {
            expected = line.IsEmpty ? Expected.Size : throw Broken();
        }

        return true;
    }

    // 1f40;name=value
    private static int Size(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out int size, out var used, 'x') && size >= 0
            && (used == line.Length || line[used] is (byte)';' or (byte)' ')
            ? size
            : throw Broken();

    private static RuntimeGoneException Broken() => new("The Runtime API sent a chunk whose size cannot be read.");
}
