using System.IO.Compression;
using System.Text;

namespace TmuxBuilder.Core.Tests.Uploads;

/// <summary>Small files of every accepted type.</summary>
internal static class Samples
{
    public static readonly byte[] Jpeg = JpegOf(640, 480);

    public static readonly byte[] Png = PngOf(1, 1);

    public static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n<</Type/Pages/Count 1>>\nendobj\n%%EOF\n"u8];

    public static readonly byte[] Doc = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[64]];

    public static byte[] PngOf(uint width, uint height) =>
    [
        0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width, 4), .. Big(height, 4), 8, 6, 0, 0, 0,
    ];

    public static byte[] JpegOf(uint width, uint height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC4, 0, 3, 0, 0xFF, 0xC2, 0, 11, 8, .. Big(height, 2), .. Big(width, 2), 1, 1, 0x11, 0, 0xFF, 0xDA,
    ];

    public static byte[] PdfWith(string dictionary, byte[] stream) =>
    [
        .. "%PDF-1.7\n1 0 obj\n<<"u8, .. Encoding.ASCII.GetBytes(dictionary), .. ">>\nstream\r\n"u8, .. stream,
        .. "\nendstream\nendobj\n%%EOF"u8,
    ];

    public static byte[] Deflated(long zeros)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            Fill(deflate, zeros);
        }

        return packed.ToArray();
    }

    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>As PDF writes bytes in letters.</summary>
    public static byte[] Base85(byte[] content)
    {
        var text = new List<byte>();
        foreach (var four in content.Chunk(4))
        {
            var group = four.Concat(new byte[4]).Take(4).Aggregate(0u, (sum, next) => (sum << 8) | next);
            var digits = new byte[5];
            for (var place = 4; place >= 0; place--, group /= 85)
            {
                digits[place] = (byte)('!' + (group % 85));
            }

            text.AddRange(digits.All(digit => digit == '!') && four.Length == 4
                ? "z"u8.ToArray()
                : digits[..(four.Length + 1)]);
        }

        return [.. text, .. "~>"u8];
    }

    /// <summary>An archive with one entry of so many zeros.</summary>
    public static byte[] ZipOf(string entry, long zeros)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("word/document.xml");
            using var content = archive.CreateEntry(entry, CompressionLevel.Fastest).Open();
            Fill(content, zeros);
        }

        return buffer.ToArray();
    }

    private static void Fill(Stream stream, long zeros)
    {
        var chunk = new byte[1 << 20];
        for (var left = zeros; left > 0; left -= chunk.Length)
        {
            stream.Write(chunk, 0, (int)Math.Min(left, chunk.Length));
        }
    }

    private static byte[] Big(uint value, int bytes) =>
        [.. Enumerable.Range(0, bytes).Reverse().Select(place => (byte)(value >> (8 * place)))];

    public static byte[] Zip(params IReadOnlyList<string> entries)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var content = archive.CreateEntry(entry).Open();
                content.Write("<x/>"u8);
            }
        }

        return buffer.ToArray();
    }
}
