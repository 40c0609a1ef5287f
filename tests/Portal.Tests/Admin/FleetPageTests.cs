using System.Text.RegularExpressions;

namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class FleetPageTests(FleetWorld world) : IClassFixture<FleetWorld>
{
    private const string Route = "**/api/admin/workers";

    /// <summary>A heart is given up after 20 seconds of silence.</summary>
    private const float Silence = 60_000;

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Workers_are_shown_as_they_are_with_the_sessions_they_have(int width)
    {
        var guid = await world.NewSessionAsync("Tea shop", "A landing page for a tea shop");
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;

        // By keyboard, as any of the admin's pages.
        await page.GetByRole(AriaRole.Link, new() { Name = "Fleet" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Fleet" }).WaitForAsync();

        var workers = page.GetByRole(AriaRole.List, new() { Name = "Workers" });
        var own = workers.Locator("> li").Filter(new() { HasText = "standalone-" });
        await Expect(own).ToContainTextAsync(
            new Regex("Heartbeat (just now|[1-9] s ago)"), new() { Timeout = Silence });
        await Expect(own).ToContainTextAsync("Version 0.1.0");
        var silent = workers.Locator("> li").Filter(new() { HasText = FleetWorld.Silent });
        await Expect(silent.GetByText("Lost", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Silence });
        await Expect(own.GetByText("Lost", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(page.GetByText("1 lost")).ToBeVisibleAsync();

        // Its sessions are a step away.
        var sessions = own.GetByText("Sessions on it");
        await Expect(sessions).ToBeVisibleAsync(new() { Timeout = Silence });
        await sessions.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.SeenAsync($"admin-fleet-{width}");
        await own.GetByRole(AriaRole.Link, new() { Name = guid[..12] }).ClickAsync();
        await page.WaitForURLAsync($"**/?guid={guid}");
    }

    [Fact]
    public async Task Without_a_worker_and_without_an_answer_the_page_says_so_and_recovers()
    {
        await using var visit = await world.SignedInAsync(360);
        var page = visit.Page;
        await page.RefuseUntilAskedAsync(
            Route,
            route => route.FulfillAsync(new() { Status = 503, Body = "{}" }),
            route => route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = """
                    {"workers":[],"waiting":2,"pending_turns":3,"oldest_pending_seconds":125,"success":true}
                    """,
            }));
        await page.GotoAsync("/?view=fleet");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await visit.SeenAsync("admin-fleet-error");
        await visit.Button("Try again").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "No worker is registered" }).WaitForAsync();
        await Expect(page.GetByText("oldest 2 min")).ToBeVisibleAsync();
        await visit.SeenAsync("admin-fleet-empty");

        // What was shown stays while the server is away, and is said to be old.
        await page.UnrouteAsync(Route);
        await page.RouteAsync(Route, route => route.FulfillAsync(new() { Status = 503, Body = "{}" }));
        await Expect(page.GetByText("What is shown is from before")).ToBeVisibleAsync(new() { Timeout = Silence });
        await Expect(page.GetByText("oldest 2 min")).ToBeVisibleAsync();

        await page.UnrouteAsync(Route);
        await Expect(page.GetByText("standalone-")).ToBeVisibleAsync(new() { Timeout = Silence });
    }
}
