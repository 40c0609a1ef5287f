using System.Buffers;
using System.IO.Compression;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Unpacks the streams of one file to see how much there is: what begins as zlib has it, be it written as letters or
/// packed again. Streams that lie in one another may read the same bytes, but not for ever.
/// </summary>
/// <param name="most">Bytes that may come out of the whole file.</param>
internal sealed class PackedBytes(byte[] file, long most)
{
    private const int ChunkBytes = 64 * 1024;
    private const int ReadAhead = 16 * 1024;
    private const int MostLayers = 3;

    private long left = most;
    private long readsLeft = (MostLayers + 2L) * file.Length;

    /// <param name="at">Behind the word <c>stream</c>: its bytes begin after that line.</param>
    /// <returns>Whether what came out so far is not too much.</returns>
    public bool Fits(int at)
    {
        while (at < file.Length && file[at] is 0 or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r' or (byte)' ')
        {
            at++;
        }

        var bytes = file.AsSpan(at);
        if (BeginsAsZlib(bytes))
        {
            return LayersFit(file, at);
        }

        if (PackedText.Find(bytes, BeginsAsZlib) is not { } written)
        {
            return true;
        }

        readsLeft -= written.Length;
        return LayersFit(written, 0);
    }

    private bool LayersFit(byte[] bytes, int at)
    {
        var isPackedAgain = true;
        for (var layers = 1; isPackedAgain && layers <= MostLayers; layers++)
        {
            (var count, isPackedAgain) = Layer(bytes, at, layers);
            left -= count;
            if (left < 0 || readsLeft < 0)
            {
                return false;
            }
        }

        return !isPackedAgain;
    }

    private (long Count, bool IsPackedAgain) Layer(byte[] from, int at, int layers)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        using var packed = new MemoryStream(from, at, from.Length - at, writable: false);
        using var bytes = Unpacking(packed, layers);
        long total = 0;
        var isPackedAgain = false;
        try
        {
            var read = bytes.ReadAtLeast(chunk, 2, throwOnEndOfStream: false);
            isPackedAgain = BeginsAsZlib(chunk.AsSpan(0, read));
            do
            {
                total += read;
            }
            while (total <= left && (read = bytes.Read(chunk)) > 0);
        }
        catch (InvalidDataException)
        {
            // Broken or encrypted: it holds no more than was unpacked so far.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        readsLeft -= Math.Max(0, packed.Position - ReadAhead);
        return (total, isPackedAgain);
    }

    private static Stream Unpacking(Stream packed, int layers)
    {
        for (var layer = 0; layer < layers; layer++)
        {
            packed = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: layer == 0);
        }

        return packed;
    }

    /// <summary>The two bytes at its beginning (RFC 1950, 2.2).</summary>
    private static bool BeginsAsZlib(ReadOnlySpan<byte> bytes) =>
        bytes is [var method, var flags, ..] && (method & 0x8F) == 8 && ((method << 8) | flags) % 31 == 0;
}
