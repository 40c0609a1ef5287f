using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>What <c>tb-admin</c> asks of an installation, and what it makes of the answers.</summary>
public sealed class AdminCommandTests : IAsyncDisposable
{
    private const string Guid = "cba6eaf3633e000000000000000000000000000000000000000000000000beef";

    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<string> calls = new();
    private readonly Dictionary<string, (int Status, string Body)> answers = [];
    private readonly Task serving;

    public AdminCommandTests()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add($"{Url}/");
        listener.Start();
        serving = ServeAsync();
    }

    private string Url { get; }

    [Fact]
    public async Task Sessions_of_all_pages_are_listed()
    {
        answers["GET /api/admin/sessions?filter=all&limit=200"] = (200, Page("one", "a b"));
        answers["GET /api/admin/sessions?filter=all&limit=200&cursor=a%20b"] = (200, Page("two", null));

        var run = await RunAsync("sessions");

        Assert.Equal(0, run.Status);
        Assert.Equal(["one", "two"], run.Output.Trim().Split('\n').Select(line => line.Split('\t')[^1]));
        Assert.All(calls, call => Assert.EndsWith("Bearer the-token", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_said_in_its_own_words()
    {
        answers[$"GET /api/admin/sessions/{Guid}"] = (404, """{"detail":"There is no such session."}""");

        var run = await RunAsync("session", Guid);

        Assert.Equal(1, run.Status);
        Assert.Equal("There is no such session.", run.Output.Trim());
    }

    [Fact]
    public async Task What_is_no_id_is_asked_of_nobody()
    {
        var run = await RunAsync("purge", "../sessions");

        Assert.Equal(1, run.Status);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task A_purge_deletes_first_and_shows_the_receipt()
    {
        answers[$"GET /api/admin/sessions/{Guid}"] = (200, """{"state":"ready"}""");
        answers[$"DELETE /api/admin/sessions/{Guid}"] = (200, "{}");
        answers["POST /api/admin/sessions/bulk"] = (202, """{"operation_id":"op1"}""");
        answers["GET /api/admin/operations/op1"] =
            (200, """{"items":[{"guid_short":"cba6eaf3633e","state":"done","receipt":{"sites":1}}]}""");

        var run = await RunAsync("purge", Guid);

        Assert.Equal(0, run.Status);
        Assert.Contains("\"sites\": 1", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["GET", "DELETE", "POST", "GET"], calls.Select(call => call.Split(' ')[0]));
    }

    [Fact]
    public async Task A_purge_that_failed_is_no_success()
    {
        answers[$"GET /api/admin/sessions/{Guid}"] = (200, """{"state":"deleted"}""");
        answers["POST /api/admin/sessions/bulk"] = (202, """{"operation_id":"op1"}""");
        answers["GET /api/admin/operations/op1"] = (200, """{"items":[{"state":"failed","detail":"Try again."}]}""");

        var run = await RunAsync("purge", Guid);

        Assert.Equal(1, run.Status);
        Assert.Contains("Try again.", run.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private Task<CommandRun> RunAsync(params string[] words) => CommandRun.RunAsync(
        Path.Combine(Checkout.Root, "tb-admin"),
        ["--url", Url, .. words],
        new() { ["TMUXBUILDER_ADMIN_TOKEN"] = "the-token" },
        "");

    private static string Page(string name, string? cursor) =>
        $$"""{"sessions":[{"guid":"{{Guid}}","state":"ready","name":"{{name}}"}],"next_cursor":"""
        + (cursor is null ? "null}" : $"\"{cursor}\"}}");

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var asked = $"{context.Request.HttpMethod} {context.Request.RawUrl}";
            calls.Enqueue($"{asked} {context.Request.Headers["Authorization"]}");
            var (status, body) = answers.GetValueOrDefault(asked, (500, "{}"));
            context.Response.StatusCode = status;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }
}
