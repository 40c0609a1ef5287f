using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>Sites nobody would send back: each false alarm would cost the client a turn.</summary>
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

    [Theory]
    [InlineData("shop", "/ /warenkorb.html /kontakt.html /stuehle.html")]
    [InlineData("hash-router", "/ /#/list /#/walk/2 /#/walk/0 /#/walk/1")]
    [InlineData("history-router", "/ /rooms /book")]
    [InlineData("one-pager", "/")]
    public async Task A_site_as_people_write_them_passes_with_nothing_to_say(string name, string pages)
    {
        await using var world = new CheckWorld();

        var report = await world.ReportAsync(
            new CheckTarget.Folder(Path.Combine(AppContext.BaseDirectory, "GoodSites", name), CheckWorld.Host, []));

        Assert.Empty(report.Findings);
        Assert.Equal(
            pages.Split(' ').Order(StringComparer.Ordinal),
            report.Pages.Select(page => page.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_async_script_counts_or_a_font_service_adds_is_worth_a_warning_only()
    {
        await using var world = new CheckWorld().With(GoodSite.Files(
            """
            <p id="weather"></p>
            <script>
              fetch('https://weather.example.com/now').catch((problem) => {
                console.error('The weather is not known', problem);
                document.getElementById('weather').textContent = 'Look out of the window.';
              });
            </script>
            """,
            """
            <script async src="https://count.example.com/visits.js"></script>
            <link rel="stylesheet" href="https://fonts.example.com/css2?family=Lora">
            """));

        var report = await world.ReportAsync();

        Assert.All(report.Findings, finding => Assert.Equal("resource.elsewhere", finding.Rule));
        Assert.Equal(3, report.Findings.Count);
        Assert.True(report.Passed);
    }
}
