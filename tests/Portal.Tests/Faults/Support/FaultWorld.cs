using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Portal.Tests.Faults.Support;
using TmuxBuilder.Portal.Tests.Support;

[assembly: AssemblyFixture(typeof(FaultWorld))]

namespace TmuxBuilder.Portal.Tests.Faults.Support;

/// <summary>One built host with an agent that says what it is told, and one browser, for all tests of faults.</summary>
public sealed class FaultWorld : IAsyncLifetime
{
    private readonly World world = new();
    private readonly SemaphoreSlim gate = new(1);
    private HostProcess? host;
    private ApiClient? api;
    private Chromium? browser;

    public Uri Url => host!.Url;

    public ApiClient Api => api!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A page of a browser that was never here.</summary>
    public async Task<FaultPage> OpenAsync(Func<IPage, Task>? prepare = null, int width = 1440)
    {
        await StartAsync();
        var page = new FaultPage(await browser!.OpenAsync(Url, width), Url);
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
        return await Eventually.FoundAsync(async () =>
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
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        api?.Dispose();
        gate.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>
    /// The answer is in the chat, and the turn told all it has to tell: a page opened then hears nothing new by itself.
    /// </summary>
    private Task<string> UntilAnsweredAsync(string guid) => Eventually.FoundAsync(async () =>
    {
        var chat = await Api.GetAsync($"/api/history?guid={guid}", Token);
        var log = await Api.GetAsync($"/api/activity?guid={guid}&since=0", Token);
        var events = log["events"]!.AsArray();
        return chat["messages"]!.AsArray().Any(message => (string?)message!["role"] == "assistant")
            && events.Any(told => (string?)told!["type"] == "done")
            && events.Any(told => told!["data"] is JsonObject data && (string?)data["state"] == "answered")
            ? guid
            : null;
    });

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
                browser = await Chromium.LaunchAsync();
            }
        }
        finally
        {
            gate.Release();
        }
    }
}
