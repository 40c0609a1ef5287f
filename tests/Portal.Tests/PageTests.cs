using System.Net;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests;

/// <summary>How the host serves the portal, and what it lets other sites do with it.</summary>
public sealed class PageTests(PortalHost portal)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/client")]
    [InlineData("/client_input")]
    [InlineData("/onboard")]
    [InlineData("/client?embed=true")]
    [InlineData("/?embed=false")]
    public async Task The_four_routes_serve_the_page_without_inline_code(string route)
    {
        using var http = new HttpClient { BaseAddress = portal.Host.Url };
        using var answer = await http.GetAsync(new Uri(route, UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoCache);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("<script(?![^>]*src=)|<style| style=", page);
    }

    [Theory]
    [InlineData("/client/other")]
    [InlineData("/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/index.html")]
    [InlineData("/client.html")]
    public async Task Nothing_else_is_taken_for_a_page(string path)
    {
        using var http = new HttpClient { BaseAddress = portal.Host.Url };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip;q=0, identity", null)]
    public async Task Assets_come_compressed_and_for_ever(string accepted, string? encoding)
    {
        using var http = new HttpClient { BaseAddress = portal.Host.Url };
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var asset = System.Text.RegularExpressions.Regex.Match(page, "/assets/index-[^\"]+\\.js").Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, asset);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_configured_parent_frames_a_session_and_hears_of_it(int width)
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var frame = await FrameAsync(visitor, PortalHost.Parent, guid);
        await visitor.Page.WaitForFunctionAsync("told.some(t => t.type === 'ready' && t.source === 'tmux-builder')");
        await visitor.Page.EvaluateAsync(
            "document.querySelector('iframe').contentWindow"
            + $".postMessage({{ type: 'theme', theme: 'daylight' }}, '{Origin()}')");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("data-theme", "daylight");
        var composer = frame.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });
        await composer.FillAsync("A site for a choir");
        await composer.PressAsync("Enter");
        await visitor.Page.WaitForFunctionAsync("told.some(t => t.type === 'deployed' && t.url.startsWith('http'))");
        await visitor.Page.WaitForFunctionAsync("told.some(t => t.type === 'done')");
        Assert.DoesNotContain(
            guid, await visitor.Page.EvaluateAsync<string>("JSON.stringify(told)"), StringComparison.Ordinal);
        await visitor.SeeAsync("embed");
    }

    [Fact]
    public async Task Another_parent_may_not_frame_it()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 1440);
        var refused = visitor.Page.WaitForConsoleMessageAsync(
            new() { Predicate = said => said.Text.Contains("frame-ancestors", StringComparison.Ordinal) });
        await FrameAsync(visitor, "http://other.example", portal.Built);
        await refused;
    }

    [Fact]
    public async Task A_theme_is_kept_follows_in_other_tabs_and_yields_to_the_address()
    {
        var guid = await portal.CreateForAsync("theme@example.com");
        await using var visitor = await Visitor.OpenAsync(portal, 1440);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);
        var other = await visitor.Context.NewPageAsync();
        await other.GotoAsync($"/client?guid={guid}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: Ember" }).ClickAsync();
        var saved = page.WaitForResponseAsync(
            answer => answer.Url.EndsWith("/api/client/save-theme", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { NameRegex = new("Daylight") }).ClickAsync();
        Assert.Equal(200, (await saved).Status);
        await Expect(other.Locator("html")).ToHaveAttributeAsync("data-theme", "daylight");
        await visitor.SeeAsync("client-daylight");

        await other.GotoAsync($"/client?guid={guid}&theme=zoom");
        await Expect(other.Locator("html")).ToHaveAttributeAsync("data-theme", "zoom");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "daylight");
        Assert.Equal("daylight", await page.EvaluateAsync<string>("localStorage.getItem('cocreate-theme')"));
    }

    private string Origin() => portal.Host.Url.GetLeftPart(UriPartial.Authority);

    private async Task<IFrameLocator> FrameAsync(Visitor visitor, string parent, string guid)
    {
        await visitor.Page.RouteAsync($"{parent}/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"""
                <!doctype html><html lang="en"><title>Parent</title><script>
                const told = []; addEventListener('message', e => e.origin === '{Origin()}' && told.push(e.data));
                </script><main><h1>Parent</h1>
                <iframe title="Builder" width="{visitor.Width - 20}" height="640"
                src="{Origin()}/?guid={guid}&embed=true&theme=legacy"></iframe>
                </main></html>
                """,
        }));
        await visitor.Page.GotoAsync($"{parent}/");
        return visitor.Page.FrameLocator("iframe");
    }
}
