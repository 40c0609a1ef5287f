using Microsoft.Playwright;

namespace TmuxBuilder.Bench.Portal;

/// <summary>Chromium without a window, driven from here; each page is a new visitor with an empty cache.</summary>
internal sealed class PortalBrowser : IAsyncDisposable
{
    private const float Patience = 120_000;

    private static readonly string[] Switches =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-extensions",
        ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private PortalBrowser(IPlaywright playwright, IBrowser browser) =>
        (this.playwright, this.browser) = (playwright, browser);

    public static async Task<PortalBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = Chromium(), Args = Switches });
            return new PortalBrowser(playwright, browser);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A page of a new visitor, on which <paramref name="script"/> runs before anything of the page.</summary>
    public async Task<IPage> OpenAsync(string script)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(script);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is not installed.");
}
