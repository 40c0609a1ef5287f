using System.Security.Cryptography;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>The next bytes of an unpacked object, as a stream of their own that hashes what is read of it.</summary>
internal sealed class CheckedContent(Stream raw, long size) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long rest = size;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left and compares all of it with what was stored.</summary>
    /// <exception cref="CheckpointDamagedException">It is something else, or less.</exception>
    public async Task VerifyAsync(string expected, CancellationToken cancellationToken)
    {
        await CopyToAsync(Null, cancellationToken);
        if (rest > 0 || Convert.ToHexStringLower(hash.GetHashAndReset()) != expected)
        {
            throw new CheckpointDamagedException("An object holds other bytes than were stored.");
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var most = (int)Math.Min(buffer.Length, rest);
        if (most == 0)
        {
            return 0;
        }

        int read;
        try
        {
            read = await raw.ReadAsync(buffer[..most], cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            throw new CheckpointDamagedException("An object cannot be unpacked.", failure);
        }

        hash.AppendData(buffer.Span[..read]);
        rest -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
