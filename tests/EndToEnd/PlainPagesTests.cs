using Microsoft.Playwright;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>The way of a newcomer with a browser: the admin's link, a session, the agent at work, the site.</summary>
public sealed class PlainPagesTests
{
    private const float Patience = 120_000;

    private static readonly string[] Quiet =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ];

    [Fact]
    public async Task A_newcomer_gets_from_the_printed_link_to_a_website()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        await using var host = await world.StartAsync(token, "--agent", "demo");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium(), Args = Quiet });
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        var complaints = new List<string>();
        page.Console += (_, said) => complaints.AddRange(said.Type == "error" ? [said.Text] : []);

        try
        {
            await TravelAsync(page, host);
        }
        catch (TimeoutException late)
        {
            var shown = await page.Locator("body").InnerTextAsync();
            throw new TimeoutException(
                $"{late.Message}\n{shown}\n{string.Join('\n', complaints)}\n{host.Output}");
        }

        Assert.Empty(complaints);
        var address = await page.Locator("#sites a").GetAttributeAsync("href");
        await page.GotoAsync(address!);
        Assert.Contains("Bread before dawn", await page.Locator("h1").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "site.png") });
    }

    private static async Task TravelAsync(IPage page, HostProcess host)
    {
        await page.GotoAsync($"{host.Url}#token={host.AdminToken}");
        await page.GetByLabel("Your name").FillAsync("Ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.com");
        await page.GetByLabel("What to build").FillAsync("A site for a bakery called Morgenrot, with opening hours");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await page.GetByText("answered").WaitForAsync();
        await page.GetByLabel("Message").FillAsync("Change the headline to: Bread before dawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.GetByText("answered").Nth(1).WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "plain-client-page.png") });
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .First(File.Exists);
}
