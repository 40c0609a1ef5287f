using System.Buffers;
using System.IO.Compression;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Tells a PDF that can be read without harm from one that is made to fill memory (ISO 32000-1, 7.3.8 and 7.4). It is
/// looked through as bytes: nothing in it is run, followed or shown.
/// </summary>
internal static class PdfFile
{
    public const int MaxPages = 2_000;
    public const int MaxObjects = 200_000;

    /// <summary>Bytes of all its streams unpacked.</summary>
    public const long MaxUnpacked = 200L * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;
    private const int DictionaryBytes = 1_024;
    private const int TailBytes = 2_048;

    public static bool IsBearable(byte[] file)
    {
        var bytes = file.AsSpan();
        return bytes[Math.Max(0, bytes.Length - TailBytes)..].IndexOf("%%EOF"u8) >= 0
            && bytes.Count(" obj"u8) <= MaxObjects
            && Pages(bytes) <= MaxPages
            && StreamsFit(file);
    }

    /// <summary>Pages outside packed streams; what is inside is counted by its unpacked bytes.</summary>
    private static int Pages(ReadOnlySpan<byte> file)
    {
        var pages = 0;
        while (file.IndexOf("/Page"u8) is >= 0 and var at)
        {
            file = file[(at + "/Page"u8.Length)..];
            pages += file is [(byte)'s', ..] || (file.Length > 0 && char.IsAsciiLetterOrDigit((char)file[0])) ? 0 : 1;
        }

        return pages;
    }

    private static bool StreamsFit(byte[] file)
    {
        var left = MaxUnpacked;
        var at = 0;
        while (file.AsSpan(at).IndexOf("stream"u8) is >= 0 and var skipped)
        {
            var start = at + skipped;
            at = start + "stream"u8.Length;
            if (start >= 3 && file.AsSpan(start - 3, 3).SequenceEqual("end"u8))
            {
                continue;
            }

            var head = file.AsSpan(Math.Max(0, start - DictionaryBytes)..start);
            head = head[(head.LastIndexOf(" obj"u8) + 1)..];
            var filters = head.Count("/FlateDecode"u8) + head.Count("/Fl "u8);
            if (filters > 1 || head.IndexOf("/LZWDecode"u8) >= 0)
            {
                // Packed twice is how a few bytes become a disk full, and nothing writes that otherwise; LZW is as old.
                return false;
            }

            if (filters == 1 && (left -= Unpacked(file, Content(file, at), left)) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A stream's bytes begin after one end of line.</summary>
    private static int Content(byte[] file, int at)
    {
        at += at < file.Length && file[at] == '\r' ? 1 : 0;
        return at + (at < file.Length && file[at] == '\n' ? 1 : 0);
    }

    private static long Unpacked(byte[] file, int at, long most)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        long total = 0;
        try
        {
            using var packed = new MemoryStream(file, at, file.Length - at, writable: false);
            using var bytes = new ZLibStream(packed, CompressionMode.Decompress);
            int read;
            while (total <= most && (read = bytes.Read(chunk)) > 0)
            {
                total += read;
            }
        }
        catch (InvalidDataException)
        {
            // Broken or encrypted: it holds no more than was unpacked so far.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return total;
    }
}
