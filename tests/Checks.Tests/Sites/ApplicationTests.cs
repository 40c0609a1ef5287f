using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>Sites of one page, which draw every address themselves and hear all clicks in one place.</summary>
public sealed class ApplicationTests
{
    private const string Script = """
        const root = document.getElementById('root');
        const nav = '<nav><a href="/">Home</a><a href="/menu">Menu</a><a href="/visit">Visit</a>LINK</nav>';
        const views = {
          '/': '<h1>Café Aurora</h1><p>Coffee and cake by the river, all day long.</p><button type="button" data-do="greet">Say hello</button>BUTTON<p id="out"></p>',
          '/menu': '<h1>Our menu</h1><p>Espresso, cappuccino, plum cake and apple pie.</p>',
          '/visit': '<h1>Visit us</h1><p>We are at the old bridge, open from nine to six.</p>',
        };
        const draw = () => { root.innerHTML = nav + (views[location.pathname] ?? '<h1>Nothing here</h1><p>This page is not in our café.</p>'); };
        root.addEventListener('click', (event) => {
          const link = event.target.closest('a[href^="/"]');
          if (link) { event.preventDefault(); history.pushState(null, '', link.href); draw(); }
          if (event.target.dataset.do === 'greet') document.getElementById('out').textContent = 'Hello!';
        });
        draw();
        """;

    [Fact]
    public async Task An_application_with_routes_passes()
    {
        await using var world = new CheckWorld().With(Application());

        var report = await world.ReportAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(["/", "/menu", "/visit"], report.Pages.Select(page => page.Path));
    }

    [Fact]
    public async Task A_link_the_application_has_no_view_for_is_broken_though_the_host_answers()
    {
        await using var world = new CheckWorld().With(Application(link: """<a href="/cakes">Cakes</a>"""));

        var report = await world.ReportAsync();

        var found = Assert.Single(report.Findings);
        Assert.Equal("link.broken", found.Rule);
        Assert.Contains("/cakes", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_the_one_listener_does_not_know_is_dead()
    {
        const string pay = """<button type="button" data-do="pay">Pay</button>""";
        await using var world = new CheckWorld().With(Application(button: pay));

        var report = await world.ReportAsync();

        var found = Assert.Single(report.Findings);
        Assert.Equal("button.dead", found.Rule);
        Assert.Contains("Pay", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_script_fails_is_empty_and_says_why()
    {
        var files = Application();
        files["app.js"] = "mount();" + files["app.js"];
        await using var world = new CheckWorld().With(files);

        var report = await world.ReportAsync();

        var rules = report.Findings.Select(finding => finding.Rule);
        Assert.Equal(["page.empty", "script.exception"], rules.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Application(string link = "", string button = "")
    {
        var files = GoodSite.Files();
        files["index.html"] = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Café Aurora</title><meta name="description" content="Coffee by the river."><link rel="icon" href="/icon.svg">
            <link rel="stylesheet" href="/style.css"></head><body><main id="root"></main><script src="/app.js"></script></body></html>
            """;
        files["app.js"] = Script
            .Replace("LINK", link, StringComparison.Ordinal)
            .Replace("BUTTON", button, StringComparison.Ordinal);
        return files;
    }
}
