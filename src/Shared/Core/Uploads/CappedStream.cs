namespace TmuxBuilder.Core.Uploads;

/// <summary>Reads another stream up to a number of bytes and then says that it ended.</summary>
internal sealed class CappedStream(Stream inner, long cap) : ForwardOnlyStream
{
    private long left = cap;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        left -= read;
        return read;
    }
}
