using System.Text;
using TmuxBuilder.DemoAgent.Files;
using TmuxBuilder.DemoAgent.Sites;
using TmuxBuilder.DemoAgent.Understanding;

namespace TmuxBuilder.DemoAgent.Tests.Understanding;

public sealed class UploadTests : IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demo-");

    [Fact]
    public void A_picture_is_known_by_its_bytes_and_goes_to_the_top()
    {
        Put("1_menu.txt", Png);

        var understood = Read("Analyze this image and create a website based on what you see: uploads/1_menu.txt");

        Assert.Equal([new SitePicture("uploads/1_menu.txt", "picture-1.png")], understood.Site.Pictures);
        Assert.DoesNotContain(understood.NotDone, line => line.StartsWith("not understood", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_that_ends_with_a_file_name_ends_there()
    {
        Put("1_a.png", Png);

        var site = Read("A portfolio with the picture uploads/1_a.png. I photograph harbours at night.").Site;

        Assert.Single(site.Pictures);
        Assert.Equal(["I photograph harbours at night."], site.Facts);
    }

    [Fact]
    public void A_second_picture_goes_before_the_first_under_a_name_of_its_own()
    {
        Put("1_a.png", Png);
        Put("2_b.png", Png);
        var first = Read("Read uploads/1_a.png").Site;

        var second = RequestReader.Read(
            "Use uploads/2_b.png",
            UploadReader.Read("uploads/2_b.png", new SessionFiles(_folder.FullName)),
            [first],
            first.Slug);

        Assert.False(second.IsNew);
        Assert.Equal(["picture-2.png", "picture-1.png"], second.Site.Pictures.Select(picture => picture.Asset));
    }

    [Fact]
    public void A_text_becomes_headings_and_paragraphs_and_names_the_site()
    {
        Put(
            "1_story.txt",
            Encoding.UTF8.GetBytes("The Old Mill\n\nIt stands\nby the river.\n\n## Today\nWe grind flour.\n"));

        var site = Read("Read this file and create a website based on its contents (uploads/1_story.txt)").Site;

        Assert.Equal("The Old Mill", site.Title);
        Assert.Equal(
            [new("The Old Mill", true), new("It stands by the river."), new("Today", true), new("We grind flour.")],
            site.Story);
        Assert.Contains(SectionKind.Story, site.Sections);
    }

    [Fact]
    public void A_pdf_is_said_to_be_unread()
    {
        Put("1_a.pdf", "%PDF-1.7 abc"u8);

        Assert.Contains(
            Read("uploads/1_a.pdf").NotDone,
            line => line.Contains("pictures and plain text only", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_among_the_uploads_is_not_followed()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "uploads"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "uploads/1_x.txt"), "/etc/passwd");

        var understood = Read("uploads/1_x.txt");

        Assert.Empty(understood.Site.Story);
        Assert.Contains(understood.NotDone, line => line.Contains("a link", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Put(string name, ReadOnlySpan<byte> bytes) =>
        new SessionFiles(_folder.FullName).Write("uploads/" + name, bytes);

    private Understood Read(string request) =>
        RequestReader.Read(request, UploadReader.Read(request, new SessionFiles(_folder.FullName)), [], null);
}
