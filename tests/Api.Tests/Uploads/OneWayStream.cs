using TmuxBuilder.Core;

namespace TmuxBuilder.Api.Tests.Uploads;

/// <summary>A stream as a network gives it: forward only, a few bytes at a time.</summary>
internal sealed class OneWayStream(Stream inner) : ForwardOnlyStream
{
    private const int Piece = 7;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer[..Math.Min(buffer.Length, Piece)], cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
