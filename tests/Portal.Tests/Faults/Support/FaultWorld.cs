using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Portal.Tests.Faults.Support;

[assembly: AssemblyFixture(typeof(FaultWorld))]

namespace TmuxBuilder.Portal.Tests.Faults.Support;

/// <summary>One built host with an agent that says what it is told, and one browser, for all tests of faults.</summary>
public sealed class FaultWorld : IAsyncLifetime
{
    private static readonly string[] Switches =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ];

    private readonly World world = new();
    private readonly SemaphoreSlim gate = new(1);
    private HostProcess? host;
    private ApiClient? api;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Url => host!.Url;

    public ApiClient Api => api!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A page of a browser that was never here.</summary>
    public async Task<FaultPage> OpenAsync(Func<IPage, Task>? prepare = null, int width = 1440)
    {
        await StartAsync();
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Url.AbsoluteUri,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "en-US",
            TimezoneId = "UTC",
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = new FaultPage(await context.NewPageAsync(), Url);
        if (prepare is not null)
        {
            await prepare(page.Page);
        }

        return page;
    }

    /// <summary>A session without any message, so without an agent.</summary>
    public async Task<string> SessionAsync(string name = "Ada's bakery", string email = "ada@example.com")
    {
        await StartAsync();
        return (string)(await AdminAsync(
            HttpMethod.Post, "/api/admin/sessions", new JsonObject { ["email"] = email, ["name"] = name }))["guid"]!;
    }

    /// <summary>A session in which the builder has said something.</summary>
    public async Task<string> AnsweredAsync(string answer)
    {
        var guid = await SessionAsync();
        await Api.ChatAsync(guid, $"{SayingAgent.Begin}\n{answer}\n{SayingAgent.End}", Token);
        await UntilAnsweredAsync(guid);
        return guid;
    }

    /// <summary>What scripts of an agent do: says something of a type to the worker.</summary>
    public async Task SayAsync(string guid, string type, params IEnumerable<string> texts)
    {
        var folder = new SessionFolders(world.DataFolder).SocketFolderOf(SessionId.Parse(guid));
        var socket = Path.Combine(folder, "worker.sock");
        foreach (var text in texts)
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), Token);
            await connection.SendAsync(Encoding.UTF8.GetBytes($"notify\0{Guid.NewGuid():N}\0{type}\0{text}"), Token);
            connection.Shutdown(SocketShutdown.Send);
            var buffer = new byte[256];
            while (await connection.ReceiveAsync(buffer, Token) > 0)
            {
                // Until it was taken, so that what is said next comes behind it.
            }
        }
    }

    /// <summary>A call of an admin's, which leaves no cookie behind.</summary>
    public async Task<JsonNode> AdminAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var http = new HttpClient { BaseAddress = Url };
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host!.AdminToken);
        using var answer = await http.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>The one-use link that was last mailed to an address.</summary>
    public async Task<string> MailedLinkAsync(string email)
    {
        await Api.PostAsync("/api/client/login-link", new JsonObject { ["email"] = email }, Token);
        var outbox = Path.Combine(world.DataFolder, "outbox");
        return await EventuallyAsync(async () =>
        {
            foreach (var file in Directory.Exists(outbox) ? Directory.EnumerateFiles(outbox, "*.eml") : [])
            {
                var mail = await File.ReadAllTextAsync(file, Token);
                if (mail.Contains(email, StringComparison.Ordinal) && mail.Split("#login=") is [_, var rest, ..])
                {
                    return rest.Split('\r', '\n', ' ')[0];
                }
            }

            return null;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.CloseAsync() ?? Task.CompletedTask);
        playwright?.Dispose();
        api?.Dispose();
        gate.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>Looks until there is something, or the test's time is over.</summary>
    private static async Task<string> EventuallyAsync(Func<Task<string?>> look)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private Task<string> UntilAnsweredAsync(string guid) => EventuallyAsync(async () =>
        (await Api.GetAsync($"/api/history?guid={guid}", Token))["messages"]!.AsArray()
            .Any(message => (string?)message!["role"] == "assistant") ? guid : null);

    private async Task StartAsync()
    {
        await gate.WaitAsync(Token);
        try
        {
            if (browser is null)
            {
                host = await world.StartAsync(
                    Token, "--agent", SayingAgent.Write(world.DataFolder), "--sandbox", "required");
                api = new ApiClient(host);
                playwright = await Playwright.CreateAsync();
                browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = Switches });
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .First(File.Exists);
}
