using System.IO.Compression;

namespace TmuxBuilder.Core.Tests.Uploads;

/// <summary>Small files of every accepted type.</summary>
internal static class Samples
{
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1];

    public static readonly byte[] Png =
        [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6];

    public static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n"u8];

    public static readonly byte[] Doc = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[64]];

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
