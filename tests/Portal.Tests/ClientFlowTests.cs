using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests;

/// <summary>
/// The client's way from an empty project to a site and back to an earlier one, at the widths people have.
/// </summary>
public sealed class ClientFlowTests(PortalHost portal)
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_client_gets_a_site_by_saying_what_it_is_for(int width)
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);
        await Expect(page.GetByText("What shall we build?")).ToBeVisibleAsync();
        await visitor.SeeAsync("client-empty");

        await visitor.SayAsync("A site for a bakery called Morgenrot, with opening hours and prices");
        await Expect(page.GetByText("Answered")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("document.querySelector('article img')?.naturalWidth > 100");
        await visitor.SeeAsync("client-answered");

        await page.GetByRole(AriaRole.Button, new() { Name = "Check report" }).First.ClickAsync();
        await Expect(page.GetByText("Everything works")).ToBeVisibleAsync();
        await visitor.SeeAsync("client-check-report");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await visitor.ShowAsync("Activity");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "100");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Events" })).ToContainTextAsync("Morgenrot is live");
        await visitor.SeeAsync("client-activity");
        Assert.Empty(visitor.Complaints());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task A_client_goes_back_to_an_earlier_release(int width)
    {
        var token = TestContext.Current.CancellationToken;
        var guid = await portal.Api.CreateSessionAsync("A site for a bakery called Morgenrot", token);
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();
        await visitor.SayAsync("Change the headline to: Bread before dawn");

        // On a phone, not both cards are in sight.
        await Eventually.FoundAsync(async () =>
        {
            var history = await portal.Api.GetAsync($"/api/history?guid={guid}", token);
            var reports = history["messages"]!.AsArray().SelectMany(message => message!["attachments"]!.AsArray())
                .Count(attachment => (string?)attachment!["kind"] == "report");
            return reports == 2 ? "both" : null;
        });
        await visitor.ShowAsync("Sites");
        await page.GetByText("Releases").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to this" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("The address stays the same");
        await Expect(dialog.GetByRole(AriaRole.Img, new() { NameRegex = new("^How .* looked$") })).ToBeVisibleAsync();
        await visitor.SeeAsync("client-rollback");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Undo" }))
            .ToBeVisibleAsync();

        var url = (string)(await portal.Api.GetAsync($"/api/sites?guid={guid}", token))["sites"]![0]!["url"]!;
        await Expect(page.GetByText("current", new() { Exact = true })).ToBeVisibleAsync();

        // That it was asked for is said at once; the site follows.
        await Eventually.FoundAsync(async () =>
            await portal.Api.FetchSiteAsync(url, token) is var site
            && !site.Contains("Bread before dawn", StringComparison.Ordinal) ? site : null);
        Assert.Empty(visitor.Complaints());
    }

    [Fact]
    public async Task The_main_way_needs_no_mouse()
    {
        var guid = await portal.CreateForAsync("keys@example.com");
        await using var visitor = await Visitor.OpenAsync(portal, 1440);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);
        await Expect(page.GetByText("What shall we build?")).ToBeVisibleAsync();

        await TabToAsync(page, "Theme: Ember");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[role=menu]:focus, [role=menu] :focus")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("Aur");
        await Expect(page.Locator("[role=menu] [role^=menuitem]:focus")).ToContainTextAsync("Aurora");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "aurora");

        // Tab passes by what cannot be used yet.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New project" })).ToBeEnabledAsync();
        await TabToAsync(page, "New project");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New project" })).ToBeFocusedAsync();

        await TabToAsync(page, "Message");
        await page.Keyboard.TypeAsync("A site for a choir");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("with its concerts");
        await page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Composer).ToHaveValueAsync("");
        await Expect(page.GetByText("Answered")).ToBeVisibleAsync();

        await TabToAsync(page, "Activity");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Sites" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sites" })).ToHaveCountAsync(0);
        await Expect(page.GetByText("Releases")).ToBeVisibleAsync();

        var handle = page.GetByRole(AriaRole.Separator);
        await handle.TakeFocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(handle).ToHaveAttributeAsync("aria-valuenow", "600");
        Assert.Empty(visitor.Complaints());
    }

    /// <summary>Presses Tab until what has the focus is called <paramref name="name"/>.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>(
                "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''");
            if (focused.Trim() == name)
            {
                return;
            }
        }

        Assert.Fail($"Tab never came to '{name}'.");
    }
}
