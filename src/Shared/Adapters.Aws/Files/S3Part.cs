using System.Buffers;

namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Bytes on their way, in a buffer that is given back afterwards.</summary>
internal sealed class S3Part(byte[] buffer, int length) : IDisposable
{
    public int Length { get; } = length;

    /// <summary>The bytes as a stream that a retry can read again.</summary>
    public MemoryStream Open() => new(buffer, 0, Length, writable: false);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
