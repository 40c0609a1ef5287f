using Microsoft.AspNetCore.Http;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>Sites that are live already.</summary>
public sealed class AddressTests
{
    [Fact]
    public async Task A_live_site_passes_as_its_folder_does()
    {
        await using var world = new CheckWorld().With(GoodSite.Complete());
        await using var site = await LiveSite.StartAsync(world.Folder, _ => false);

        var report = await world.ReportAsync(site.Target(world.Folder));

        Assert.Empty(report.Findings);
        Assert.Equal(5, report.Pages.Count);
        Assert.Equal(site.Url.AbsoluteUri, report.Url);
    }

    [Fact]
    public async Task Other_sites_of_the_same_server_are_not_reached()
    {
        await using var world = new CheckWorld();
        await using var site = await LiveSite.StartAsync(world.Folder, _ => false);
        world.With(GoodSite.Files($$"""
            <script>
              for (const host of ['other.localhost', 'localhost', '127.0.0.1']) {
                fetch(`http://${host}:{{site.Port}}/secret`, { mode: 'no-cors' }).catch(() => {});
              }
            </script>
            """));

        var report = await world.ReportAsync(site.Target(world.Folder));

        Assert.All(site.Requests, request => Assert.StartsWith(CheckWorld.Host, request, StringComparison.Ordinal));
        Assert.NotEmpty(site.Requests);
        Assert.Equal(3, report.Findings.Count(finding => finding.Rule == "address.forbidden"));
    }

    [Theory]
    [InlineData("/", "redirect.loop")]
    [InlineData("http://www.example.com/", "redirect.elsewhere")]
    [InlineData("http://169.254.169.254/latest/", "address.forbidden")]
    [InlineData("http://other.localhost/", "address.forbidden")]
    [InlineData("file:///etc/passwd", "page.status")]
    public async Task A_redirect_that_leads_nowhere_good_is_named_and_not_followed(string location, string rule)
    {
        await using var world = new CheckWorld().With(GoodSite.Files());
        await using var site = await LiveSite.StartAsync(world.Folder, context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = location;
            return true;
        });

        var report = await world.ReportAsync(site.Target(world.Folder));

        Assert.Equal(rule, Assert.Single(report.Findings).Rule);
        Assert.False(report.Passed);
    }

    [Fact]
    public async Task A_server_that_fails_is_said_with_its_status()
    {
        await using var world = new CheckWorld().With(GoodSite.Files());
        await using var site = await LiveSite.StartAsync(world.Folder, context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return true;
        });

        var report = await world.ReportAsync(site.Target(world.Folder));

        var found = Assert.Single(report.Findings);
        Assert.Equal("page.status", found.Rule);
        Assert.Contains("503", found.Detail, StringComparison.Ordinal);
        Assert.Equal(503, Assert.Single(report.Pages).Status);
    }
}
