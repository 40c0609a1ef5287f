namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class RecordsTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_key_is_shown_once_and_revoked_and_the_audit_has_both(int width)
    {
        var name = AdminWorld.Invariant($"Parent {width}");
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;
        await page.GotoAsync("/?view=keys");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Integration keys" }).WaitForAsync();
        await visit.SeenAsync($"admin-keys-{width}");
        await visit.Button("New key").ClickAsync();
        await page.GetByLabel("Name of the parent site").FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("it is shown only this once").WaitForAsync();
        await visit.SeenAsync($"admin-key-made-{width}");
        await visit.Button("I have it").ClickAsync();
        await page.GetByText(name, new() { Exact = true }).WaitForAsync();
        await visit.Button("Revoke").First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(page.GetByText(name, new() { Exact = true })).ToHaveCountAsync(0);

        await page.GotoAsync("/?view=audit");
        await page.GetByText("integration: revoke").Or(page.GetByText("integration: delete")).First.WaitForAsync();
        await visit.SeenAsync($"admin-audit-{width}");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("nothing-of-that-name");
        await visit.Button("Filter").ClickAsync();
        await page.GetByText("Nothing was recorded of it").WaitForAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("admin");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("admin: login").First.WaitForAsync();
        await Expect(page.GetByText("integration: revoke")).ToHaveCountAsync(0);
        await visit.SeenAsync($"admin-audit-of-one-{width}");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "JSON lines" })).ToHaveAttributeAsync(
            "href", "/api/admin/audit?format=jsonl&subject=admin");
        await page.GotoAsync("/?view=usage");
        await page.GetByText("No usage in this time").Or(page.GetByRole(AriaRole.Table)).First.WaitForAsync();
        await visit.SeenAsync($"admin-usage-{width}");
    }
}
