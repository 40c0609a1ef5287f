using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests.Admin;

/// <summary>A host with the demo agent and a browser, shared by the tests of a class.</summary>
public class AdminWorld : IAsyncLifetime
{
    private readonly World world = new();
    private Chromium? browser;

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
        browser = await Chromium.LaunchAsync();
    }

    /// <summary>Puts into the data folder what shall be there before the host is.</summary>
    protected virtual Task PrepareAsync(string dataFolder) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        Api.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>A page of a browser that knows nothing; what the page complains of fails the test at its end.</summary>
    public async Task<Visit> VisitAsync(int width = 1440) => new(await browser!.OpenAsync(Host.Url, width));

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
