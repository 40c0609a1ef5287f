using System.Text;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Tests.Uploads;

public sealed class UploadInspectorTests
{
    public static TheoryData<string, byte[]> Honest => new()
    {
        { "a.jpg", Samples.Jpeg },
        { "a.JPEG", Samples.Jpeg },
        { "a.png", Samples.Png },
        { "a.pdf", Samples.Pdf },
        { "a.pdf", Samples.PdfWith("/Filter /FlateDecode", Samples.Deflated(1 << 20)) },
        { "a.pdf", Samples.PdfWith("/Filter/FlateDecode", "no zlib at all"u8.ToArray()) },
        { "a.pdf", Samples.PdfWith("/Filter[/ASCII85Decode /FlateDecode]/Length 9", Samples.Base85(Flat)) },
        { "a.pdf", Samples.PdfWith("/Filter [ /DCTDecode ]/ColorSpace/PANTONE#20123", [0xFF, 0xD8, 0xFF]) },
        { "a.pdf", Samples.PdfWith($"/Filter/FlateDecode/Palette<{new string('0', 1_536)}>", Flat) },
        { "a.pdf", Samples.PdfWith("", "(A <b>stream of letters</b>, as the up stream\n is)"u8.ToArray()) },
        { "a.doc", Samples.Doc },
        { "a.docx", Samples.Zip("[Content_Types].xml", "word/document.xml") },
        { "a.txt", "Grüße\taus\r\n東京 😀\n"u8.ToArray() },
        { "a.txt", "<html><script>alert(1)</script>"u8.ToArray() },
        { "a.txt", [0xEF, 0xBB, 0xBF, .. "with a mark"u8] },
        { "a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("wide 😀")] },
        { "a.txt", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("wide 😀")] },
        { "a.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("茶😀", 20_000))) },
    };

    private static byte[] Flat { get; } = Samples.Deflated(1 << 20);

    private static byte[] Bomb { get; } = Samples.Deflated((200L << 20) + 1);

    public static TheoryData<string, byte[]> Disguised => new()
    {
        { "exe as png", [.. "MZ\u0090\0\u0003"u8, .. new byte[200]] },
        { "zip without word/", Samples.Zip("evil.exe", "word.txt") },
        { "zip with word/ as a prefix only", Samples.Zip("xword/document.xml") },
        { "broken zip", [.. "PK\u0003\u0004"u8, .. new byte[64]] },
        { "html before png", [.. "<script>"u8, .. Samples.Png] },
        { "png signature without a header", [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[20]] },
        { "text with NUL", "half\0text"u8.ToArray() },
        { "text with escapes", "\u001b]0;x\u0007"u8.ToArray() },
        { "latin-1", [(byte)'G', (byte)'r', 0xFC, (byte)'n'] },
        { "half a character at the end", [.. "ok"u8, 0xF0, 0x9F] },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes("wide") },
        { "odd UTF-16", [0xFF, 0xFE, 0x41] },
        { "a picture of more pixels than memory", Samples.PngOf(60_000, 60_000) },
        { "a picture of one endless line", Samples.PngOf(20_000, 1) },
        { "a picture of no height", Samples.PngOf(100, 0) },
        { "a photo of more pixels than memory", Samples.JpegOf(16_000, 16_000) },
        { "a photo without a size", [.. Samples.Jpeg.AsSpan(0, 25)] },
        { "a PDF without an end", [.. "%PDF-1.7\n1 0 obj\n"u8] },
        { "a PDF of more pages than anybody reads", [.. "%PDF-1.7\n"u8,
            .. Enumerable.Repeat("<</Type/Page >>\n"u8.ToArray(), 2_001).SelectMany(page => page), .. "%%EOF"u8] },
        { "a PDF that fills memory",
            Samples.PdfWith("/Length 9/Filter/FlateDecode", Bomb) },
        { "a PDF whose filter's name is written by numbers", Samples.PdfWith("/Filter /Fl#61teDecode", Bomb) },
        { "a PDF whose filter's key is written by numbers", Samples.PdfWith("/Fil#74er/L#5AWDecode", [128]) },
        { "a PDF whose filter is named elsewhere", Samples.PdfWith("/Filter 2 0 R", Bomb) },
        { "a PDF whose filters are named elsewhere", Samples.PdfWith("/Filter[2 0 R]", [128]) },
        { "a PDF whose filter is far from its stream",
            Samples.PdfWith($"/Filter/FlateDecode/Pad({new string('x', 1_100)})", Bomb) },
        { "a PDF whose filter is farther than anybody's",
            Samples.PdfWith($"/Filter/FlateDecode/Pad({new string('x', 20_000)})", Flat) },
        { "a PDF whose dictionary ends with a remark",
            Samples.PdfWith($"/Filter 2 0 R>>%{new string('x', 20_000)}\n%", [128]) },
        { "a PDF that says nothing of its filter", Samples.PdfWith("/Length 9", Bomb) },
        { "a PDF whose packed bytes are written in letters", Samples.PdfWith(
            "/Filter[/ASCII85Decode/FlateDecode]", Samples.Base85(Bomb)) },
        { "a PDF whose packed bytes are written in digits", Samples.PdfWith(
            "/Filter[/ASCIIHexDecode/FlateDecode]", Encoding.ASCII.GetBytes(Convert.ToHexString(Bomb))) },
        { "a PDF packed twice by short names", Samples.PdfWith("/Filter[/Fl/Fl]", Samples.Packed(Bomb)) },
        { "a PDF of an old packing", Samples.PdfWith("/Filter/LZWDecode", [128]) },
        { "a PDF packed twice", Samples.PdfWith("/Filter[/FlateDecode/FlateDecode]", Samples.Deflated(10)) },
        { "a document that fills a disk", Samples.ZipOf("word/media/a.png", (200L << 20) + 1) },
        { "a document of more files than anybody writes",
            Samples.Zip(["word/document.xml", .. Enumerable.Range(0, 2_000).Select(n => $"word/{n}.xml")]) },
        { "a document with a way out", Samples.Zip("word/document.xml", "word/../../../etc/cron.d/x") },
        { "a document with an absolute name", Samples.Zip("word/document.xml", "/etc/cron.d/x") },
        { "a document with macros", Samples.Zip("word/document.xml", "word/vbaProject.bin") },
        { "garbage after a long text", [.. Enumerable.Repeat((byte)'a', 40_000), 0] },
    };

    [Theory]
    [MemberData(nameof(Honest))]
    public async Task Bytes_that_are_what_their_name_says_agree(string name, byte[] content) =>
        Assert.True(await AgreesAsync(name, content));

    [Theory]
    [MemberData(nameof(Disguised))]
    public async Task Disguised_bytes_agree_with_no_name(string what, byte[] content)
    {
        foreach (var type in UploadTypes.All)
        {
            Assert.False(await AgreesAsync("a" + type.Extension, content), $"{what} as {type.Extension}");
        }
    }

    [Theory]
    [MemberData(nameof(Honest))]
    public async Task Honest_bytes_agree_with_no_name_of_another_type(string name, byte[] content)
    {
        var own = UploadTypes.OfName(name)!.ContentType;
        foreach (var type in UploadTypes.All.Where(type => type.ContentType != own))
        {
            Assert.False(await AgreesAsync("a" + type.Extension, content), type.Extension);
        }
    }

    [Theory]
    [InlineData("a.exe")]
    [InlineData("a.png.exe")]
    [InlineData("a.svg")]
    [InlineData("png")]
    [InlineData("a.png ")]
    [InlineData("")]
    public void Other_extensions_are_no_type(string name) => Assert.Null(UploadTypes.OfName(name));

    private static Task<bool> AgreesAsync(string name, byte[] content) => UploadInspector.AgreesAsync(
        new MemoryStream(content), UploadTypes.OfName(name)!, TestContext.Current.CancellationToken);
}
