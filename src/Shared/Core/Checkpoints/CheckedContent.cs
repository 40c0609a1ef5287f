using System.Security.Cryptography;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>The next bytes of an unpacked object, as a stream of their own that hashes what is read of it.</summary>
internal sealed class CheckedContent(Stream raw, long size) : ForwardOnlyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long rest = size;

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

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
