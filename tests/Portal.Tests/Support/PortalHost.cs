using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.Portal.Tests.Support;

[assembly: AssemblyFixture(typeof(PortalHost))]

namespace TmuxBuilder.Portal.Tests.Support;

/// <summary>One real host with the demo agent, one browser, and one session whose site is live, for all tests.</summary>
public sealed class PortalHost : IAsyncLifetime
{
    /// <summary>A site that may show sessions in a frame.</summary>
    public const string Parent = "http://parent.example";

    private static readonly string[] Quiet =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            // The parent of a frame is made up by the tests; browsers keep pages from elsewhere away from this machine.
            "--disable-features=LocalNetworkAccessChecks",
        ];

    private readonly World world = new();
    private HostProcess? host;
    private ApiClient? api;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public HostProcess Host => host ?? throw new InvalidOperationException("The host was not started.");

    public ApiClient Api => api ?? throw new InvalidOperationException("The host was not started.");

    public IBrowser Browser => browser ?? throw new InvalidOperationException("The browser was not started.");

    /// <summary>A session with an answer and a live site; for looking at, not for changing.</summary>
    public string Built { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        host = await world.StartAsync(token, "--agent", "demo", "--embed-origins", Parent);
        api = new ApiClient(host);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = Quiet });
        Built = await api.CreateSessionAsync("A site for a bakery called Morgenrot, with opening hours", token);
        await using var visitor = await Visitor.OpenAsync(this, 1440);
        await visitor.GoToClientAsync(Built);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        api?.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>An empty session of somebody whose profile no other test has.</summary>
    public async Task<string> CreateForAsync(string email)
    {
        var token = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = Host.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Host.AdminToken);
        using var answer = await http.PostAsJsonAsync(
            "/api/admin/sessions", new JsonObject { ["email"] = email, ["name"] = "Grace" }, token);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(token))!["guid"]!;
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .First(File.Exists);
}
