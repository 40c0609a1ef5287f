using System.Buffers;
using System.Text.Json;

namespace TmuxBuilder.Core.Activity;

/// <summary>A writer and its buffer, kept by each thread for the next frame.</summary>
internal sealed class FrameBuffer : IDisposable
{
    /// <summary>A buffer that once held a longer frame is not kept.</summary>
    private const int MaxKept = 32 * 1024;

    [ThreadStatic]
    private static FrameBuffer? kept;

    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    private FrameBuffer() => Writer = new Utf8JsonWriter(buffer, FrameJson.Options);

    public Utf8JsonWriter Writer { get; }

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public static FrameBuffer Rent()
    {
        var rented = kept ?? new FrameBuffer();
        kept = null;
        return rented;
    }

    public void Dispose()
    {
        buffer.ResetWrittenCount();
        Writer.Reset();
        kept = buffer.Capacity <= MaxKept ? this : null;
    }
}
