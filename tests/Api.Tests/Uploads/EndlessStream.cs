namespace TmuxBuilder.Api.Tests.Uploads;

/// <summary>Many bytes that never were in memory, of a length it does not tell.</summary>
internal sealed class EndlessStream(long length) : Stream
{
    private long left = length;

    /// <summary>Bytes nobody asked for.</summary>
    public long Left => left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var given = (int)Math.Min(count, left);
        buffer.AsSpan(offset, given).Fill((byte)'a');
        left -= given;
        return given;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
