using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace TmuxBuilder.Portal.Tests.Admin;

/// <summary>A host with the demo agent and a browser, shared by the tests of a class.</summary>
public class AdminWorld : IAsyncLifetime
{
    public const float Patience = 60_000;

    private static readonly string[] Quiet =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ];

    private readonly World world = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public HostProcess Host { get; private set; } = null!;

    /// <summary>Calls the API as an admin.</summary>
    public HttpClient Api { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync(world.DataFolder);
        Host = await world.StartAsync(Token, "--agent", "demo");
        Api.BaseAddress = Host.Url;
        Api.DefaultRequestHeaders.Authorization = new("Bearer", Host.AdminToken);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
    }

    /// <summary>Puts into the data folder what shall be there before the host is.</summary>
    protected virtual Task PrepareAsync(string dataFolder) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        Api.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>A page of a browser that knows nothing; what the page complains of fails the test at its end.</summary>
    public async Task<Visit> VisitAsync(int width = 1440)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Host.Url.ToString(),
            ViewportSize = new() { Width = width, Height = width < 500 ? 780 : 900 },
            IsMobile = width < 500,
            HasTouch = width < 500,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>The admin's pages, signed in by the printed link.</summary>
    public async Task<Visit> SignedInAsync(int width = 1440)
    {
        var visit = await VisitAsync(width);
        await visit.Page.GotoAsync($"/#token={Host.AdminToken}");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Exact = true }).WaitForAsync();
        return visit;
    }

    public async Task<string> NewSessionAsync(string name, string? request = null, string email = "ada@example.com")
    {
        var answer = await Api.PostAsJsonAsync(
            "/api/admin/sessions", new { email, name, initial_request = request }, Token);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("guid").GetString()!;
    }

    public async Task<string> NewRequestAsync(string name, string wish)
    {
        var answer = await Api.PostAsJsonAsync(
            "/api/requests",
            new { name, email = "bob@example.com", phone = "+49 30 901820", initial_request = wish },
            Token);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("request_id").GetString()!;
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
