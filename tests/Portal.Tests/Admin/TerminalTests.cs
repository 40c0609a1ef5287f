namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class TerminalTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task An_admin_watches_takes_over_types_and_gives_back_while_the_client_is_told(int width)
    {
        var guid = await world.NewSessionAsync("Watched", "A site for a bakery called Morgenrot");
        await using var client = await world.VisitAsync(width);
        await client.Page.GotoAsync($"/client?guid={guid}");
        await Expect(client.Page.GetByText("Answered", new() { Exact = true }).First).ToBeVisibleAsync();
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;

        await page.GotoAsync($"/?guid={guid}&tab=terminal");
        await page.GetByText("Read only").WaitForAsync();
        await Expect(page.Locator(".xterm-rows")).ToContainTextAsync("demo", new() { IgnoreCase = true });
        await visit.SeenAsync(AdminWorld.Invariant($"admin-terminal-{width}"));
        await visit.Button("Take over").ClickAsync();
        await page.GetByText("You have the keyboard").WaitForAsync();
        await client.Page.GetByText("Our team has taken over for a moment.").WaitForAsync();
        await client.SeenAsync(AdminWorld.Invariant($"client-taken-over-{width}"));
        await page.Locator(".xterm-helper-textarea").FocusAsync();
        await Expect(page.Locator(".xterm-helper-textarea")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("typed by hand");
        await Expect(page.Locator(".xterm-rows")).ToContainTextAsync("typed by hand");
        await visit.SeenAsync(AdminWorld.Invariant($"admin-terminal-taken-{width}"));
        for (var letter = 0; letter < "typed by hand".Length; letter++)
        {
            await page.Keyboard.PressAsync("Backspace");
        }

        await client.Page.ReloadAsync();
        await client.Page.GetByText("Our team has taken over for a moment.").WaitForAsync();
        await visit.Button("Give back").ClickAsync();

        await page.GetByText("Read only").WaitForAsync();
        await Expect(client.Page.GetByText("Our team has taken over for a moment.")).ToHaveCountAsync(0);
        await visit.Button("Take over").ClickAsync();
        await client.Page.GetByText("Our team has taken over for a moment.").WaitForAsync();
        await page.CloseAsync();
        await Expect(client.Page.GetByText("Our team has taken over for a moment.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_sleeping_agents_terminal_comes_with_the_next_message()
    {
        var guid = await world.NewSessionAsync("Asleep");
        await using var visit = await world.SignedInAsync();
        await visit.Page.GotoAsync($"/?guid={guid}&tab=terminal");
        await visit.Page.GetByText("The agent sleeps.").WaitForAsync();
        await visit.SeenAsync("admin-terminal-asleep");

        using var sent = await world.Api.PostAsync(
            "/api/chat",
            new StringContent(
                $$"""{"guid":"{{guid}}","message":"A page about tea"}""",
                System.Text.Encoding.UTF8,
                "application/json"),
            TestContext.Current.CancellationToken);
        sent.EnsureSuccessStatusCode();

        await Expect(visit.Page.GetByText("The agent sleeps.")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".xterm-rows")).ToContainTextAsync("demo", new() { IgnoreCase = true });
    }
}
