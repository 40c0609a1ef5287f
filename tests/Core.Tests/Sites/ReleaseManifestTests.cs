using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Tests.Sites;

public sealed class ReleaseManifestTests
{
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a/")]
    [InlineData("..")]
    [InlineData("two\nlines")]
    [InlineData("nul\0nul")]
    public void A_path_that_leads_elsewhere_than_down_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => new ReleaseManifest([new ReleaseFile(path, 1, Hash)]));

    [Fact]
    public void A_path_comes_once() => Assert.Throws<ArgumentException>(
        () => new ReleaseManifest([new ReleaseFile("a", 1, Hash), new ReleaseFile("a", 2, Hash)]));

    [Theory]
    [InlineData("index.html")]
    [InlineData("..a/b..c")]
    [InlineData("über uns/日本 語.html")]
    [InlineData("a b  c")]
    public void A_manifest_is_read_as_it_was_written(string path)
    {
        var manifest = new ReleaseManifest([new ReleaseFile("z", 0, Hash), new ReleaseFile(path, 12, Hash)]);

        var read = ReleaseManifest.Parse(manifest.Write());

        Assert.NotNull(read);
        Assert.True(read.HasSameFiles(manifest));
        Assert.Equal(12, read.Find(path)?.Size);
        Assert.Equal(12, read.Bytes);
    }

    [Fact]
    public void A_manifest_that_was_cut_off_is_none()
    {
        var text = new ReleaseManifest([new ReleaseFile("a", 1, Hash), new ReleaseFile("b", 1, Hash)]).Write();

        Assert.All(Enumerable.Range(0, text.Length), length =>
        {
            // Cut off after a line it would be a shorter one: it is renamed into place whole, so that is not seen.
            Assert.True(length > 0 && text[length - 1] == '\n' || ReleaseManifest.Parse(text[..length]) is null);
        });
    }
}
