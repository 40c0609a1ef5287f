using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.Portal.Tests.Support;

[assembly: AssemblyFixture(typeof(PortalHost))]

namespace TmuxBuilder.Portal.Tests.Support;

/// <summary>
/// One real host with the demo agent, one browser, and one session whose site is live, for all tests.
/// </summary>
public sealed class PortalHost : IAsyncLifetime
{
    /// <summary>A site that may show sessions in a frame.</summary>
    public const string Parent = "http://parent.example";

    private readonly World world = new();
    private HostProcess? host;
    private ApiClient? api;
    private Chromium? browser;

    public HostProcess Host => host ?? throw new InvalidOperationException("The host was not started.");

    public ApiClient Api => api ?? throw new InvalidOperationException("The host was not started.");

    internal Chromium Browser => browser ?? throw new InvalidOperationException("The browser was not started.");

    /// <summary>A session with an answer and a live site; for looking at, not for changing.</summary>
    public string Built { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        host = await world.StartAsync(token, "--agent", "demo", "--embed-origins", Parent);
        api = new ApiClient(host);
        browser = await Chromium.LaunchAsync();
        Built = await api.CreateSessionAsync("A site for a bakery called Morgenrot, with opening hours", token);
        await using var visitor = await Visitor.OpenAsync(this, 1440);
        await visitor.GoToClientAsync(Built);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();

        // What can be downloaded is kept a moment after the answer.
        await Eventually.FoundAsync(async () => await HasSourceAsync(Built, token) ? Built : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

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

    private async Task<bool> HasSourceAsync(string guid, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Host.Url };
        using var answer = await http.GetAsync(
            new Uri($"/api/projects/{guid}/download", UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode;
    }
}
