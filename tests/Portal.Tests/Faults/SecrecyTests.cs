using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>The guid opens the session: it reaches our own API and nobody else.</summary>
public sealed class SecrecyTests(FaultWorld world)
{
    [Fact]
    public async Task A_site_that_a_link_leads_to_is_not_told_where_from()
    {
        const string Elsewhere = "elsewhere.example";
        var guid = await world.AnsweredAsync($"Look at [this page](https://{Elsewhere}/page)");
        await using var page = await world.OpenAsync(page => page.Context.RouteAsync(
            $"https://{Elsewhere}/**",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<p>Here" })));
        page.Followed = Elsewhere;
        await page.GotoAsync($"/client?guid={guid}");
        var link = page.Page.GetByRole(AriaRole.Link, new() { Name = "this page" });
        var visit = await page.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        await visit.GetByText("Here").WaitForAsync();
        Assert.Equal("", await visit.EvaluateAsync<string>("() => document.referrer"));
        Assert.True(await visit.EvaluateAsync<bool>("() => window.opener === null"));
        Assert.Contains(page.Requests, request => request == $"GET https://{Elsewhere}/page");
        Assert.All(page.Requests, request => Assert.False(
            request.Contains(Elsewhere, StringComparison.Ordinal) && request.Contains(guid, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_browser_keeps_opens_nothing()
    {
        var guid = await world.SessionAsync();
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={guid}");
        await page.Page.GetByLabel("Message", new() { Exact = true }).FillAsync("A draft");
        await page.IsLiveAsync();
        var kept = await page.Page.EvaluateAsync<string>(
            "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])");
        Assert.Contains("A draft", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(guid, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_part_of_the_portal_asks_by_native_dialogs()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "portal", "assets");
        var scripts = Directory.GetFiles(folder, "*.js");
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var text = await File.ReadAllTextAsync(script, FaultWorld.Token);
            Assert.DoesNotMatch(@"\b(window\.|globalThis\.)(alert|confirm|prompt)\(", text);

            // The terminal's library asks so before it opens a link, unless it is given a handler, which it is.
            Assert.DoesNotMatch(@"(?<![\w.$#])(alert|confirm|prompt)\((?!`Do you want to navigate)", text);
        }
    }
}
