using TmuxBuilder.Core;

namespace TmuxBuilder.Api.Tests.Uploads;

/// <summary>Many bytes that never were in memory, of a length it does not tell.</summary>
internal sealed class EndlessStream(long length) : ForwardOnlyStream
{
    private long left = length;

    /// <summary>Bytes nobody asked for.</summary>
    public long Left => left;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var given = (int)Math.Min(buffer.Length, left);
        buffer.Span[..given].Fill((byte)'a');
        left -= given;
        return ValueTask.FromResult(given);
    }
}
