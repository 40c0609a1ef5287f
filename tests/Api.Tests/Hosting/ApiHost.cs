using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>The whole API on the embedded adapters, answering on a loopback port.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string AdminToken = "the-admin-token-of-this-test";
    public const string OwnOrigin = "https://builder.example";

    private readonly WebApplication app;
    private readonly string folder;
    private readonly HttpClient http;
    private readonly MailWatch mails;

    private ApiHost(
        WebApplication app, string folder, FakeTimeProvider time, HttpClient http, LogLines logs, MailWatch mails)
    {
        this.mails = mails;
        this.app = app;
        this.folder = folder;
        this.http = http;
        Time = time;
        Logs = logs;
    }

    public FakeTimeProvider Time { get; }

    public LogLines Logs { get; }

    public Uri Address => http.BaseAddress ?? throw new InvalidOperationException("The host has not started.");

    public string Outbox => Path.Combine(folder, "outbox");

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static async Task<ApiHost> StartAsync(
        Func<ApiOptions, ApiOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var folder = Directory.CreateTempSubdirectory("tb-api-").FullName;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 2, 4, 7, 25, 31, TimeSpan.Zero));
        var options = new ApiOptions { PublicUrl = new Uri(OwnOrigin), AdminToken = AdminToken };
        var logs = new LogLines();
        var mails = new MailWatch();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddEmbeddedAdapters(new EmbeddedOptions
        {
            DataFolder = folder,
            SiteBase = () => new Uri("http://localhost:8000/"),
            OnMail = mails.Told,
        });
        builder.Services.AddApi(configure?.Invoke(options) ?? options).AddApiDocument();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRequestIds();
        app.UseApi();
        app.MapApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Urls.Single();
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        return new ApiHost(app, folder, time, new HttpClient(handler) { BaseAddress = new Uri(address) }, logs, mails);
    }

    /// <summary>Waits until there is a mail to this address.</summary>
    public Task MailedAsync(string address) => mails.UntilAsync(address);

    /// <summary>Takes no more calls; what was begun is finished.</summary>
    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Sends a request as it is, without following redirects or keeping cookies.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Get, path, body: null, headers);

    /// <param name="body">JSON text.</param>
    public Task<Answer> PostAsync(string path, string? body = null, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Post, path, body, headers);

    public async Task<Answer> CallAsync(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await SendAsync(request);
    }

    /// <summary>The header that makes a call an admin's.</summary>
    public static (string Name, string Value) Admin { get; } = ("Authorization", $"Bearer {AdminToken}");

    /// <summary>Creates a session as an admin and returns its guid.</summary>
    public async Task<string> CreateSessionAsync(string email = "ann@example.org", string? request = null)
    {
        var initial = request is null ? "" : $", \"initial_request\": \"{request}\"";
        var answer =
            await PostAsync("/api/admin/sessions", $$"""{"name":"Ann","email":"{{email}}"{{initial}}}""", Admin);
        Assert.Equal(201, answer.Status);
        return answer.Text("guid");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
