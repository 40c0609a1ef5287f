using System.IO.Compression;

namespace TmuxBuilder.Core.Uploads;

/// <summary>Tells whether bytes are what their file's name claims.</summary>
public static class UploadInspector
{
    private const string WordDocument = "word/document.xml";

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8];
    private static readonly byte[] Pdf = [.. "%PDF-"u8];
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] Zip = [.. "PK\u0003\u0004"u8];

    /// <summary>
    /// Whether <paramref name="content"/>, seekable and read from its start, agrees with <paramref name="type"/>.
    /// </summary>
    public static async Task<bool> AgreesAsync(Stream content, UploadType type, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var lead = new byte[Png.Length];
        var length = await content.ReadAtLeastAsync(lead, lead.Length, throwOnEndOfStream: false, cancellationToken);
        var head = lead.AsMemory(0, length);
        content.Position = 0;
        return type.Extension switch
        {
            ".jpg" or ".jpeg" => Begins(head, Jpeg),
            ".png" => Begins(head, Png),
            ".pdf" => Begins(head, Pdf),
            ".doc" => Begins(head, Ole),
            ".docx" => Begins(head, Zip) && IsWord(content),
            ".txt" => !Begins(head, Pdf) && await PlainText.IsAsync(content, cancellationToken),
            _ => false,
        };
    }

    private static bool Begins(ReadOnlyMemory<byte> head, ReadOnlySpan<byte> signature) =>
        head.Span.StartsWith(signature);

    // Only the directory of the archive is read; nothing is unpacked.
    private static bool IsWord(Stream content)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return archive.GetEntry(WordDocument) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
