using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

public sealed class GoodSiteTests
{
    [Fact]
    public async Task A_good_site_of_five_pages_passes_with_nothing_to_say()
    {
        await using var world = new CheckWorld().With(GoodSite.Complete());

        var (report, pictures) = await world.CheckAsync();

        Assert.Empty(report.Findings);
        Assert.True(report.Passed);
        Assert.Equal(
            ["/", "/bread/", "/visit.html", "/about.html", "/contact.html"], report.Pages.Select(page => page.Path));
        Assert.All(report.Pages, page => Assert.Equal(200, page.Status));
        Assert.Equal((1440, 900), Jpeg.SizeOf(pictures.Desktop));
        Assert.Equal((640, 400), Jpeg.SizeOf(pictures.Thumbnail));
    }
}
