namespace TmuxBuilder.Portal.Tests.Support;

/// <summary>The browser, as every test has it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>
    /// How long a state is waited for, in milliseconds: other suites run beside these, on machines with few processors.
    /// </summary>
    public const float Patience = 120_000;

    private static readonly string[] Switches =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            // The parent of a frame is made up by the tests; browsers keep pages from elsewhere away from this machine.
            "--disable-features=LocalNetworkAccessChecks",
        ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) =>
        (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync()
    {
        SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new Chromium(
                playwright,
                await playwright.Chromium.LaunchAsync(
                    new() { ExecutablePath = Program(), Args = Switches, Timeout = Patience }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A page of somebody who was never here, with no cookies. Below 1024 px it is touched.</summary>
    public async Task<IPage> OpenAsync(Uri home, int width)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = home.AbsoluteUri,
            ViewportSize = new() { Width = width, Height = width < 768 ? 780 : 900 },
            HasTouch = width < 1024,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            TimezoneId = "UTC",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static string Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .First(File.Exists);
}
