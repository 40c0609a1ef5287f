using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>Sites that visitors will reach by TLS, opened from their folder before they are live.</summary>
public sealed class SecureSiteTests
{
    private const string Host = "d111111abcdef8.cloudfront.net";

    [Fact]
    public async Task A_site_passes_as_it_does_on_this_machine()
    {
        await using var world = new CheckWorld().With(GoodSite.Complete());

        var report = await world.ReportAsync(Target(world));

        Assert.Empty(report.Findings);
        Assert.Equal((5, $"https://{Host}/"), (report.Pages.Count, report.Url));
    }

    [Fact]
    public async Task Pages_are_at_their_address_and_have_what_browsers_keep_for_such()
    {
        await using var world = new CheckWorld().With(GoodSite.Files($$"""
            <script>
              if (location.href !== 'https://{{Host}}/') throw new Error(location.href);
              if (!isSecureContext || !crypto.subtle) throw new Error('This is no secure context.');
              fetch('https://{{Host}}/').then(answer => { if (!answer.ok) throw new Error('The page is gone.'); });
            </script>
            """));

        Assert.Empty((await world.ReportAsync(Target(world))).Findings);
    }

    [Fact]
    public async Task Nobody_else_is_reached()
    {
        await using var world = new CheckWorld().With(GoodSite.Files($$"""
            <script>
              for (const url of ['https://other.example/', 'http://{{Host}}/', 'https://{{Host}}:8443/']) {
                fetch(url, { mode: 'no-cors' }).then(() => { throw new Error(`${url} was reached.`); }, () => {});
              }
            </script>
            """));

        var report = await world.ReportAsync(Target(world));

        Assert.DoesNotContain(
            report.Findings, finding => finding.Detail.Contains("was reached", StringComparison.Ordinal));
        Assert.Contains(
            report.Findings, finding => finding.Detail.Contains("https://other.example/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_load_is_found()
    {
        await using var world = new CheckWorld().With(GoodSite.Files("<img src=\"/gone.png\" alt=\"A cup\">"));

        Assert.Contains((await world.ReportAsync(Target(world))).Findings, finding => finding.Rule == "image.broken");
    }

    private static CheckTarget.Folder Target(CheckWorld world) =>
        new(world.Folder, Host, [Host]) { IsSecure = true };
}
