using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class SessionsTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Sessions_are_found_and_many_are_changed_at_once(int width)
    {
        var mark = AdminWorld.Invariant($"Width {width}");
        for (var number = 1; number <= 12; number++)
        {
            await world.NewSessionAsync(AdminWorld.Invariant($"{mark} number {number}"));
        }

        await world.NewSessionAsync($"{mark} <img src=x onerror=alert(1)> {new string('w', 150)}");
        await world.NewSessionAsync($"{mark} שלום עולם");
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;
        await visit.Row($"{mark} number 12").WaitForAsync();
        await visit.SeenAsync($"admin-sessions-{width}");

        await page.GetByRole(AriaRole.Searchbox).FillAsync($"{mark} number 1");
        await Expect(page.GetByLabel("List of sessions").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await Expect(page.GetByText($"{mark} שלום עולם")).ToHaveCountAsync(0);
        await page.GetByLabel("Choose all that are listed").CheckAsync();
        await page.GetByText("4 sessions chosen").WaitForAsync();
        await visit.SeenAsync($"admin-sessions-chosen-{width}");
        await visit.Button("Pause").ClickAsync();
        await page.GetByText("All done.").WaitForAsync();
        await visit.SeenAsync($"admin-operation-{width}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await Expect(page.GetByText("Paused", new() { Exact = true })).ToHaveCountAsync(4);

        await page.GetByRole(AriaRole.Searchbox).FillAsync("nothing begins like this");
        await page.GetByText("Nothing begins with that").WaitForAsync();
    }

    [Fact]
    public async Task A_thousand_rows_are_a_few_elements_and_more_are_read_on_the_way_down()
    {
        for (var number = 0; number < 130; number++)
        {
            await world.NewSessionAsync(AdminWorld.Invariant($"Many {number:000}"));
        }

        await using var visit = await world.SignedInAsync();
        var page = visit.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("Many 0");
        await visit.Row("Many 099").WaitForAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("Many ");
        await visit.Row("Many 129").WaitForAsync();
        Assert.True(await page.GetByRole(AriaRole.Listitem).CountAsync() < 60);

        // The end moves away as more is read.
        await page.WaitForFunctionAsync(
            """
            () => {
              const list = document.querySelector('[aria-label="List of sessions"]');
              list.scrollTo(0, list.scrollHeight);
              return list.textContent.includes('Many 000');
            }
            """);
        await visit.Row("Many 000").WaitForAsync();
    }

    [Fact]
    public async Task What_happens_elsewhere_shows_by_itself()
    {
        await using var visit = await world.SignedInAsync();
        await world.NewSessionAsync("Just arrived");

        await visit.Row("Just arrived").WaitForAsync();
    }

    [Fact]
    public async Task A_session_is_made_deleted_and_brought_back_by_keyboard_alone()
    {
        await using var visit = await world.SignedInAsync();
        var page = visit.Page;
        await visit.Button("New session").TakeFocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Client’s e-mail").TakeFocusAsync();
        await page.Keyboard.TypeAsync("not an address");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("This is not an e-mail address.").WaitForAsync();
        await visit.SeenAsync("admin-new-session");
        await page.GetByLabel("Client’s e-mail").FillAsync("kim@example.com");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").TakeFocusAsync();
        await page.Keyboard.TypeAsync("By keyboard");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "By keyboard" }).WaitForAsync();

        await visit.Button("Actions").OpenMenuAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).TakeFocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Deleted", new() { Exact = true }).WaitForAsync();
        await visit.Button("Undo").TakeFocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Deleted", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_server_that_is_away_leaves_the_list_and_says_so()
    {
        await world.NewSessionAsync("Stays on the page");
        await using var visit = await world.SignedInAsync();
        await visit.Row("Stays on the page").WaitForAsync();

        await visit.Page.RouteAsync("**/api/admin/sessions?*", route => route.AbortAsync());
        await visit.Page.GetByText("The list cannot be read just now").WaitForAsync();
        await visit.Row("Stays on the page").WaitForAsync();
        await visit.SeenAsync("admin-sessions-away");
        await visit.Page.UnrouteAsync("**/api/admin/sessions?*");

        await Expect(visit.Page.GetByText("The list cannot be read just now")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(429, "That was a lot at once")]
    [InlineData(503, "not available at the moment")]
    public async Task Busy_servers_are_told_of_and_asked_again(int status, string says)
    {
        await using var visit = await world.SignedInAsync();
        await visit.Page.RefuseUntilAskedAsync(
            "**/api/admin/audit?*", route => route.FulfillAsync(new() { Status = status }));

        await visit.Page.GotoAsync("/?view=audit");
        await visit.Page.GetByText(says).WaitForAsync();
        await visit.SeenAsync(AdminWorld.Invariant($"admin-refused-{status}"));
        await visit.Button("Try again").ClickAsync();

        await visit.Page.GetByRole(AriaRole.List, new() { Name = "Audit" }).WaitForAsync();
    }
}
