namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class BudgetPageTests(SpentWorld world) : IClassFixture<SpentWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task What_is_spent_is_drawn_and_told_and_a_budget_is_raised(int width)
    {
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;
        await page.GotoAsync("/?view=usage");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Usage & budgets" }).WaitForAsync();
        await page.GetByRole(AriaRole.Img, new() { NameRegex = new("Spent per day from .* in all") }).WaitForAsync();
        await page.GetByRole(AriaRole.Meter, new() { NameRegex = new("this month") }).WaitForAsync();
        await visit.SeenAsync($"admin-usage-spent-{width}");

        // The columns as a table, every day of it.
        await page.GetByText("As a table").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Spent per day" }).GetByRole(AriaRole.Row))
            .ToHaveCountAsync(31);
        foreach (var (group, shown) in new[]
        {
            ("Client", "eve@example.com"), ("Model", "claude-opus-4-5-20251101"), ("Session", "…"),
        })
        {
            await page.GetByRole(AriaRole.Group, new() { Name = "By" })
                .GetByRole(AriaRole.Button, new() { Name = group }).ClickAsync();
            var rows = page.GetByRole(AriaRole.Region, new() { Name = "Usage", Exact = true }).GetByRole(AriaRole.Row);
            await Expect(rows).ToHaveCountAsync(4);
            if (shown != "…")
            {
                await Expect(rows.Filter(new() { HasText = shown })).ToHaveCountAsync(1);
            }
        }

        // One that is spent, set anew.
        await page.GetByRole(AriaRole.Group, new() { Name = "Budgets of" })
            .GetByRole(AriaRole.Button, new() { Name = "Clients" }).ClickAsync();
        await page.GetByRole(AriaRole.Meter, new() { Name = "Spent of ada@example.com" }).WaitForAsync();
        await visit.SeenAsync($"admin-budgets-{width}");
        await visit.Button("Change: ada@example.com").ClickAsync();
        var amount = page.GetByLabel("Budget in US dollars");
        await amount.FillAsync("much");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("An amount in US dollars").WaitForAsync();
        await amount.FillAsync("0.25");
        await visit.SeenAsync($"admin-budget-change-{width}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        var ada = page.GetByRole(AriaRole.List, new() { Name = "Budgets" }).GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = "ada@example.com" });
        await Expect(ada).ToContainTextAsync("of $0.25, its own");
        await visit.Button("Change: ada@example.com").ClickAsync();
        await visit.Button("As for all").ClickAsync();
        await Expect(ada).ToContainTextAsync("of $200.00");

        // A message's budget is behind its session.
        await page.GetByRole(AriaRole.Group, new() { Name = "Budgets of" })
            .GetByRole(AriaRole.Button, new() { Name = "Sessions" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Messages of") }).First.ClickAsync();
        await page.GetByText("Each message").WaitForAsync();
        await visit.SeenAsync($"admin-budgets-messages-{width}");
    }
}
