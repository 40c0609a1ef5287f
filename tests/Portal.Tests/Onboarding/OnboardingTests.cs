using TmuxBuilder.Portal.Tests.Admin;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests.Onboarding;

public sealed class OnboardingTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_stranger_asks_is_told_what_is_wrong_and_looks_the_request_up(int width)
    {
        await using var visit = await world.VisitAsync(width);
        var page = visit.Page;
        await page.GotoAsync("/onboard");
        await visit.Button("Send request").ClickAsync();
        await page.GetByText("Please tell us your name.").WaitForAsync();
        await Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await page.GetByLabel("E-mail").FillAsync("ada@");
        await page.GetByLabel("E-mail").BlurAsync();
        await page.GetByText("This is not an e-mail address.").WaitForAsync();
        await page.GetByLabel("Phone").FillAsync("12");
        await page.GetByLabel("Phone").BlurAsync();
        await page.GetByText("This is not a number of United States.").WaitForAsync();
        await visit.SeenAsync($"onboarding-faults-{width}");

        await page.GetByLabel("Name").FillAsync("  Ada Lovelace ");
        await page.GetByLabel("E-mail").FillAsync("Ada@Example.com");
        await page.GetByLabel("Country of the number").SelectOptionAsync("DE");
        await page.GetByLabel("Phone").FillAsync("030 901820");
        await page.GetByLabel("What do you want to build?").FillAsync("A page for my tea shop");
        await Expect(page.GetByLabel("Phone")).ToHaveValueAsync("+49 30 901820");
        await visit.SeenAsync($"onboarding-filled-{width}");
        await visit.Button("Send request").ClickAsync();
        await page.GetByText("We have your request").WaitForAsync();
        await visit.SeenAsync($"onboarding-sent-{width}");

        await page.GetByRole(AriaRole.Link, new() { Name = "See how it stands" }).ClickAsync();
        await page.GetByText("Waiting for approval").WaitForAsync();
        await visit.SeenAsync($"onboarding-pending-{width}");
        var id = new Uri(page.Url).Query.Split("request=")[1];
        using var approved = await world.Api.PostAsync(
            $"/api/admin/requests/{id}/approve", null, TestContext.Current.CancellationToken);
        approved.EnsureSuccessStatusCode();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Approved" }).WaitForAsync();
        await visit.SeenAsync($"onboarding-approved-{width}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open your project" }).ClickAsync();
        await page.GetByLabel("Chat", new() { Exact = true }).First.WaitForAsync();
    }

    [Fact]
    public async Task A_request_is_made_by_keyboard_alone_and_a_draft_survives_a_refresh()
    {
        await using var visit = await world.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync("/client_input");
        await page.GetByLabel("Name").TakeFocusAsync();
        await page.Keyboard.TypeAsync("Ada");
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Ada");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Ada");

        // Its countries come with code of their own, and stand before it on the way.
        await Expect(page.GetByLabel("Country of the number")).ToBeVisibleAsync();
        await page.GetByLabel("Name").TakeFocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("ada@example.com");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("Phone")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("+442079460958");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("What do you want to build?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("A page about engines");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByText("We have your request").WaitForAsync();
    }

    [Theory]
    [InlineData("short", "this one is not complete")]
    [InlineData("00000000000000000000000000000000", "There is no request by this id")]
    public async Task An_id_that_leads_nowhere_is_told(string id, string says)
    {
        await using var visit = await world.VisitAsync(360);

        await visit.Page.GotoAsync($"/onboard?request={id}");

        await visit.Page.GetByText(says).WaitForAsync();
        await visit.SeenAsync($"onboarding-no-request-{id.Length}");
    }

    [Theory]
    [InlineData("closed", "New requests are closed for now")]
    [InlineData("open", "Start building")]
    public async Task The_page_says_what_the_installation_decided(string onboarding, string says)
    {
        await using var visit = await world.VisitAsync(768);
        await visit.Page.RouteAsync("**/api/config", async route =>
        {
            var config = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = config.Replace("\"approval\"", $"\"{onboarding}\"", StringComparison.Ordinal),
            });
        });

        await visit.Page.GotoAsync("/onboard");

        await visit.Page.GetByText(says).First.WaitForAsync();
        await visit.SeenAsync($"onboarding-{onboarding}");
    }

    [Theory]
    [InlineData(429, "There were too many requests from your connection. Please try again in 42 min.")]
    [InlineData(503, "What you wrote is kept here.")]
    public async Task A_refusal_keeps_what_was_written(int status, string says)
    {
        await using var visit = await world.VisitAsync(360);
        var page = visit.Page;
        await FillAsync(page);
        await page.RouteAsync("**/api/requests", route => route.FulfillAsync(
            new() { Status = status, Headers = [new("Retry-After", "2520")] }));

        await visit.Button("Send request").ClickAsync();

        await page.GetByText(says).WaitForAsync();
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Ada");
        await visit.SeenAsync(AdminWorld.Invariant($"onboarding-refused-{status}"));
    }

    [Fact]
    public async Task A_program_that_fills_in_everything_is_refused()
    {
        await using var visit = await world.VisitAsync();
        var page = visit.Page;
        await FillAsync(page);
        await page.Locator("input[name=website]").EvaluateAsync(
            """
            element => {
              Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(element, 'http://spam.example');
              element.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """);

        await visit.Button("Send request").ClickAsync();

        await page.GetByText("This field must stay empty.").WaitForAsync();
    }

    private static async Task FillAsync(IPage page)
    {
        await page.GotoAsync("/onboard");
        await page.GetByLabel("Phone").FillAsync("+49 30 901820");
        await page.GetByLabel("Name").FillAsync("Ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.com");
        await page.GetByLabel("What do you want to build?").FillAsync("A page about tea");
    }
}
