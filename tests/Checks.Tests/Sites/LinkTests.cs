using TmuxBuilder.Checks.Tests.Support;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>Which links are good, and which are not.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task Links_are_judged_by_what_the_release_has()
    {
        var files = GoodSite.Files("""
            <p><a href="about.html">About</a> <a href="/about.html?from=home#team">Team</a> <a href="bread">Bread</a>
            <a href="prices.pdf">Prices</a> <a href="mailto:a@b.example">Mail</a> <a href="tel:+491">Call</a>
            <a href="https://www.example.com/">Friends</a> <a href="#">Back to top</a> <a href="#top">Up</a></p>
            <p><a href="/About.html">No such case</a> <a href="gone.pdf">No such file</a>
            <a href="/about.html#nobody">No such place</a> <a href="http://localhost:5173/">Not for visitors</a>
            <a href="file:///home/ada/site/about.html">Not on the web</a></p>
            """);
        files["about.html"] = GoodSite.Page("""<h2 id="team">The team</h2>""", "About us");
        files["bread/index.html"] = GoodSite.Page("<p>Rye.</p>", "Our bread");
        files["prices.pdf"] = "%PDF-1.4";
        await using var world = new CheckWorld().With(files);

        var report = await world.ReportAsync();

        Assert.Equal(
            [
                "/About.html", "/about.html#nobody", "file:///home/ada/site/about.html", "gone.pdf",
                "http://localhost:5173/",
            ],
            report.Findings.Select(finding => finding.Detail.Split(" leads to ")[1].Split(',')[0])
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            ["anchor.broken", "link.broken"],
            report.Findings.Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3, report.Pages.Count);
    }

    [Fact]
    public async Task Sites_of_one_session_may_link_to_each_other_and_are_not_opened_for_it()
    {
        await using var world = new CheckWorld().With(GoodSite.Files("""
            <p><a href="http://coffee.localhost:8000/menu">Our coffee</a> <a href="http://tea.localhost:8000/">Tea</a>
            <a href="http://coffee.localhost:9000/">Another service</a></p>
            """));

        var report = await world.ReportAsync(
            new CheckTarget.Folder(world.Folder, "site.localhost:8000", ["coffee.localhost:8000", "cake.localhost"]));

        Assert.Equal(
            ["Another service", "Tea"],
            report.Findings.Select(finding => finding.Detail.Split('"')[1]).Order(StringComparer.Ordinal));
        Assert.All(report.Findings, finding => Assert.Equal("link.broken", finding.Rule));
        Assert.Equal("/", Assert.Single(report.Pages).Path);
    }

    [Fact]
    public async Task A_page_that_leads_on_within_the_site_is_looked_at_where_it_leads()
    {
        var files = GoodSite.Files();
        files["home.html"] = GoodSite.Page("""<a href="/prices.html">Prices</a>""", "Home");
        files["index.html"] = GoodSite.Page("<script>location.replace('/home.html')</script>");
        await using var world = new CheckWorld().With(files);

        var report = await world.ReportAsync();

        Assert.Equal("link.broken", Assert.Single(report.Findings).Rule);
    }

    [Fact]
    public async Task A_place_is_missing_though_clicks_are_heard_and_a_picture_though_it_was_never_shown()
    {
        await using var world = new CheckWorld().With(GoodSite.Files("""
            <nav class="closed"><a href="#hours">Hours</a> <a href="#prices">Prices</a></nav><h2 id="hours">Hours</h2>
            <div hidden><img loading="lazy" src="/loaf.jpg" alt="A loaf"></div>
            <script>
              const menu = document.querySelector('nav');
              menu.addEventListener('click', () => menu.setAttribute('class', 'closed'));
            </script>
            """));

        var report = await world.ReportAsync();

        Assert.Equal(
            ["anchor.broken", "image.broken"],
            report.Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Detail.Contains("#prices", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Detail.Contains("/loaf.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Routes_behind_a_hash_are_opened_and_told_from_those_that_mean_nothing()
    {
        var files = GoodSite.Files("""
            <nav><a href="#/menu">Menu</a> <a href="#/cakes">Cakes</a></nav><p id="view"></p>
            <script>
              const views = { '': 'Welcome to the bakery.', '#/menu': 'Bread and cake and coffee.' };
              const draw = () => {
                document.getElementById('view').textContent = views[location.hash] ?? 'There is nothing here.';
              };
              addEventListener('hashchange', draw);
              draw();
            </script>
            """);
        await using var world = new CheckWorld().With(files);

        var report = await world.ReportAsync();

        var found = Assert.Single(report.Findings);
        Assert.Equal("link.broken", found.Rule);
        Assert.Contains("#/cakes", found.Detail, StringComparison.Ordinal);
        Assert.Equal(["/", "/#/menu", "/#/cakes"], report.Pages.Select(page => page.Path));
    }

    [Fact]
    public async Task A_site_that_takes_long_is_not_failed_for_it_but_opened_as_far_as_time_goes()
    {
        var time = new SkewedTime();
        await using var world = new CheckWorld(CheckWorld.Patient, time).With(GoodSite.Complete());
        var target = new CheckTarget.Folder(world.Folder, CheckWorld.Host, []);
        var request = new CheckRequest(
            SessionId.New("ada@example.com", time), target, new OnSecond(() => time.Skew = TimeSpan.FromMinutes(4)));

        var outcome = await world.Checks.CheckAsync(request, TestContext.Current.CancellationToken);

        var report = Assert.IsType<CheckOutcome.Checked>(outcome).Report;
        Assert.Equal("limit.pages", Assert.Single(report.Findings).Rule);
        Assert.Equal(2, report.Pages.Count);
        Assert.True(report.Passed);
    }

    [Fact]
    public async Task A_site_of_many_pages_is_opened_up_to_the_bound_and_says_so()
    {
        var links = string.Concat(
            Enumerable.Range(1, 6).Select(number => $"""<p><a href="/{number}.html">{number} rye</a></p>"""));
        var files = GoodSite.Files(links);
        foreach (var number in Enumerable.Range(1, 6))
        {
            files[$"{number}.html"] = GoodSite.Page("", $"Bread {number} of six");
        }

        await using var world = new CheckWorld(CheckWorld.Patient with { MaxPages = 3 }).With(files);

        var report = await world.ReportAsync();

        Assert.Equal("limit.pages", Assert.Single(report.Findings).Rule);
        Assert.Equal(3, report.Pages.Count);
        Assert.True(report.Passed);
    }

    /// <summary>A clock that can be put forward, while its timers run as ever.</summary>
    private sealed class SkewedTime : TimeProvider
    {
        public TimeSpan Skew { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (long)(Skew.TotalSeconds * TimestampFrequency);
    }

    private sealed class OnSecond(Action act) : IProgress<string>
    {
        private int count;

        public void Report(string value)
        {
            if (++count == 2)
            {
                act();
            }
        }
    }
}
