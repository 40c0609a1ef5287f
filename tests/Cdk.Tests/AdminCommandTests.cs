using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>What <c>tb-admin</c> asks of an installation, and what it makes of the answers.</summary>
public sealed class AdminCommandTests : IAsyncLifetime
{
    private const string Token = "the-token-of-all-admins";

    // No other run's, whose commands would be in the list of processes, too.
    private static readonly string Guid = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(30)) + "beef";

    private readonly ConcurrentQueue<string> calls = new();
    private readonly ConcurrentQueue<string> bodies = new();
    private readonly Dictionary<string, (int Status, string Body)> answers = [];
    private readonly WebApplication api;

    public AdminCommandTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        api = builder.Build();
        api.Run(AnswerAsync);
    }

    private string Url => api.Urls.Single();

    public async ValueTask InitializeAsync() => await api.StartAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Sessions_of_all_pages_are_listed()
    {
        answers["GET /api/admin/sessions?filter=all&limit=200"] = (200, Page("one", "a b"));
        answers["GET /api/admin/sessions?filter=all&limit=200&cursor=a%20b"] = (200, Page("two", null));

        var run = await RunAsync("sessions");

        Assert.Equal(0, run.Status);
        Assert.Equal(["one", "two"], run.Output.Trim().Split('\n').Select(line => line.Split('\t')[^1]));
        Assert.All(calls, call => Assert.EndsWith("Bearer " + Token, call, StringComparison.Ordinal));
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
            (200, """{"items":[{"state":"done","receipt":{"sites":1}}]}""");

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

    [Fact]
    public async Task A_short_id_is_looked_up_and_stands_for_one_session()
    {
        answers[$"GET /api/admin/sessions?filter=all&limit=200&q={Guid[..12]}"] = (200, Page("one", null));
        answers[$"GET /api/admin/sessions?filter=deleted&limit=200&q={Guid[..12]}"] = (200, """{"sessions":[]}""");
        answers[$"POST /api/admin/sessions/{Guid}/rotate-keys"] = (200, """{"message":"Its keys will be replaced."}""");

        var run = await RunAsync("rotate-keys", Guid[..12]);

        Assert.Equal("Its keys will be replaced.", run.Output.Trim());
        Assert.Equal(0, run.Status);
    }

    [Fact]
    public async Task A_short_id_of_none_or_several_is_refused()
    {
        answers[$"GET /api/admin/sessions?filter=all&limit=200&q={Guid[..12]}"] = (200, Page("one", null));
        answers[$"GET /api/admin/sessions?filter=deleted&limit=200&q={Guid[..12]}"] =
            (200, Page("two", null).Replace("beef", "cafe", StringComparison.Ordinal));
        answers["GET /api/admin/sessions?filter=all&limit=200&q=000000000000"] = (200, """{"sessions":[]}""");
        answers["GET /api/admin/sessions?filter=deleted&limit=200&q=000000000000"] = (200, """{"sessions":[]}""");

        var several = await RunAsync("regenerate-prompt", Guid[..12]);
        var none = await RunAsync("purge", new string('0', 12));

        Assert.Equal((1, 1), (several.Status, none.Status));
        Assert.Contains("Several sessions", several.Output, StringComparison.Ordinal);
        Assert.Contains("There is no session", none.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(calls, call => !call.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_opens_sessions_is_in_no_list_of_processes()
    {
        using var folder = new DeployFolder("tea");
        answers[$"GET /api/admin/sessions?filter=all&limit=200&q={Guid[..12]}"] = (200, Page("one", null));
        answers[$"GET /api/admin/sessions?filter=deleted&limit=200&q={Guid[..12]}"] = (200, """{"sessions":[]}""");
        answers[$"GET /api/admin/sessions/{Guid}"] = (200, """{"state":"deleted"}""");
        answers["POST /api/admin/sessions/bulk"] = (202, """{"operation_id":"op1"}""");
        answers["GET /api/admin/operations/op1"] = (200, """{"items":[{"state":"done"}]}""");

        var run = await OnStageAsync(folder, $"purge {Guid[..12]}");

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal($$"""{"action":"purge","guids":["{{Guid}}"]}""", Assert.Single(bodies));
        Assert.Contains(folder.Calls, call => call.StartsWith("curl -sS", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(folder.At("stub")))
        {
            var seen = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(Guid, seen, StringComparison.Ordinal);
            Assert.DoesNotContain(Token, seen, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("tea-workers", 0, 1)]
    [InlineData("another-stages-workers", 1, 0)]
    [InlineData("None", 1, 0)]
    public async Task Only_a_machine_of_the_stages_own_is_let_go(string group, int status, int ended)
    {
        using var folder = new DeployFolder("tea");

        var run = await OnStageAsync(folder, "drain i-0123456789abcdef0", new() { ["STUB_GROUP"] = group });

        Assert.Equal(status, run.Status);
        Assert.Equal(
            ended, folder.Calls.Count(call => call.Contains("terminate-instance", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Workers_are_listed_with_their_sessions_and_their_machines()
    {
        using var folder = new DeployFolder("tea");
        answers["GET /api/admin/workers"] = (200, """
            {"workers":[
              {"worker_id":"i-0aa","capacity":4,"draining":false,"heartbeat":7,"sessions":2,"with_work":1},
              {"worker_id":"i-0bb","capacity":4,"draining":true,"heartbeat":9,"sessions":0,"with_work":0}],"waiting":3}
            """);

        var run = await OnStageAsync(folder, "workers");

        Assert.Equal(
            [
                "i-0aa\t2 sessions\t1 with work, of 4\tup\theartbeat 7",
                "i-0bb\t0 sessions\t0 with work, of 4\tdraining\theartbeat 9",
                "3 sessions with work have no worker",
                "i-0123456789abcdef0\tInService\tHEALTHY\teu-central-1a",
            ],
            run.Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_terminal_is_captured_on_the_machine_that_has_the_session()
    {
        using var folder = new DeployFolder("tea");
        answers[$"GET /api/admin/sessions/{Guid}"] = (200, """{"worker_id":"i-0aa"}""");

        var run = await OnStageAsync(folder, $"capture {Guid} 20");

        Assert.Equal("the end of the terminal", run.Output.Trim());
        var sent = folder.Calls.Single(call => call.StartsWith("aws ssm send-command", StringComparison.Ordinal));
        Assert.Contains("--instance-ids i-0aa", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Guid, sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin-token")]
    [InlineData("origin")]
    public async Task A_secret_that_is_drawn_is_replaced_and_the_next_deployment_takes_it_over(string secret)
    {
        using var folder = new DeployFolder("tea");
        await File.WriteAllTextAsync(folder.At($"stub/secrets/{secret}"), "old", TestContext.Current.CancellationToken);

        var run = await OnStageAsync(folder, $"rotate-secret {secret}");

        Assert.True(run.Status == 0, run.Output);
        var drawn = await File.ReadAllTextAsync(
            folder.At($"stub/secrets/{secret}"), TestContext.Current.CancellationToken);
        Assert.Matches("^[A-Za-z0-9]{48}$", drawn);
        Assert.DoesNotContain(drawn, run.Output, StringComparison.Ordinal);
        Assert.Equal(2, (int?)folder.Settings()["SecretsRevision"]);
        Assert.Contains("./deploy --stage tea", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sealing-key", "never changed alone")]
    [InlineData("colour", "There is no secret")]
    [InlineData("mail-password", "has no mail-password")]
    public async Task What_is_not_to_be_replaced_stays(string secret, string sentence)
    {
        using var folder = new DeployFolder("tea");
        var run = await OnStageAsync(
            folder, $"rotate-secret {secret}", new() { ["MAIL_PASSWORD"] = "given" });

        Assert.Equal(1, run.Status);
        Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
        Assert.Null(folder.Settings()["SecretsRevision"]);
        Assert.Empty(folder.Acts);
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    private Task<CommandRun> RunAsync(params string[] words) => CommandRun.RunAsync(
        Path.Combine(Checkout.Root, "tb-admin"),
        ["--url", Url, .. words],
        new() { ["TMUXBUILDER_ADMIN_TOKEN"] = Token },
        "");

    /// <summary>As on AWS: where it is and what opens it are the stage's to say.</summary>
    private Task<CommandRun> OnStageAsync(
        DeployFolder folder, string words, Dictionary<string, string>? environment = null)
    {
        File.WriteAllText(folder.At($"stub/stacks/{folder.Stage}-portal"), "");
        if (!File.Exists(folder.At("stub/secrets/admin-token")))
        {
            File.WriteAllText(folder.At("stub/secrets/admin-token"), Token);
        }

        return folder.RunAsync(
            "tb-admin", $"--stage {folder.Stage} {words}", "", new(environment ?? []) { ["STUB_URL"] = Url });
    }

    private static string Page(string name, string? cursor) =>
        $$"""{"sessions":[{"guid":"{{Guid}}","state":"ready","name":"{{name}}"}],"next_cursor":"""
        + (cursor is null ? "null}" : $"\"{cursor}\"}}");

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = $"{context.Request.Method} {context.Request.GetEncodedPathAndQuery()}";
        calls.Enqueue($"{asked} {context.Request.Headers.Authorization}");
        using var reader = new StreamReader(context.Request.Body);
        if (await reader.ReadToEndAsync(context.RequestAborted) is { Length: > 0 } text)
        {
            bodies.Enqueue(text.Trim());
        }

        var (status, body) = answers.GetValueOrDefault(asked, (500, "{}"));
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
