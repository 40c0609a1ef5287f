namespace TmuxBuilder.Core.Uploads;

/// <summary>Tells whether bytes are what their file's name claims.</summary>
public static class UploadInspector
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8];
    private static readonly byte[] Pdf = [.. "%PDF-"u8];
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] Zip = [.. "PK\u0003\u0004"u8];

    /// <summary>
    /// Whether <paramref name="content"/>, seekable and read from its start, agrees with <paramref name="type"/> and
    /// does no harm to who opens it.
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
            ".jpg" or ".jpeg" => Begins(head, Jpeg)
                && PictureSize.IsBearable(await ReadAsync(content, cancellationToken)),
            ".png" => Begins(head, Png) && PictureSize.IsBearable(await ReadAsync(content, cancellationToken)),
            ".pdf" => Begins(head, Pdf) && PdfFile.IsBearable(await ReadAsync(content, cancellationToken)),
            ".doc" => Begins(head, Ole),
            ".docx" => Begins(head, Zip) && await WordFile.IsAsync(content, cancellationToken),
            ".txt" => !Begins(head, Pdf) && await PlainText.IsAsync(content, cancellationToken),
            _ => false,
        };
    }

    private static bool Begins(ReadOnlyMemory<byte> head, ReadOnlySpan<byte> signature) =>
        head.Span.StartsWith(signature);

    // No file is larger than an upload may be.
    private static async Task<byte[]> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
