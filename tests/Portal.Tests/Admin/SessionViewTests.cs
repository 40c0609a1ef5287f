namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class SessionViewTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Everything_of_a_session_that_has_built_something_can_be_seen(int width)
    {
        var guid = await world.NewSessionAsync("Bakery Morgenrot", "A site for a bakery called Morgenrot");
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;
        await page.GotoAsync($"/?guid={guid}");
        await Expect(page.GetByText("Answered", new() { Exact = true }).First).ToBeVisibleAsync();
        await visit.SeenAsync($"admin-session-chat-{width}");

        await OpenAsync("Activity");
        await page.GetByRole(AriaRole.Region, new() { Name = "Activity" }).First.WaitForAsync();
        await visit.Button("Raw").ClickAsync();
        await page.GetByText("delivery", new() { Exact = true }).First.WaitForAsync();
        await visit.SeenAsync($"admin-session-raw-{width}");

        await OpenAsync("Turns");
        await page.GetByText("Turn 1", new() { Exact = true }).WaitForAsync();
        await visit.SeenAsync($"admin-session-turns-{width}");
        await visit.Button("Diagnosis").ClickAsync();
        await page.GetByText("None was written").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        await OpenAsync("Files");
        await visit.Button("Choose")
            .Or(page.GetByRole(AriaRole.Button, new() { Name = "index.html" }))
            .First.ClickAsync();
        await page.GetByText("<!doctype html", new() { Exact = false }).First.WaitForAsync();
        await visit.SeenAsync($"admin-session-files-{width}");

        await OpenAsync("Sites");
        await page.GetByRole(AriaRole.Article).First.WaitForAsync();
        await visit.SeenAsync($"admin-session-sites-{width}");

        await OpenAsync("Details");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Usage" }).WaitForAsync();
        await visit.SeenAsync($"admin-session-details-{width}");

        await OpenAsync("Audit");
        await page.GetByRole(AriaRole.List, new() { Name = "Audit" }).WaitForAsync();
        await visit.SeenAsync($"admin-session-audit-{width}");

        Task OpenAsync(string tab) => page.GetByRole(AriaRole.Navigation, new() { Name = "Session", Exact = true })
            .GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
    }

    [Fact]
    public async Task An_unknown_session_is_told()
    {
        await using var visit = await world.SignedInAsync(360);

        await visit.Page.GotoAsync($"/?guid={new string('a', 64)}");

        await visit.Page.GetByText("There is no such session").WaitForAsync();
        await visit.SeenAsync("admin-session-unknown");
    }
}
