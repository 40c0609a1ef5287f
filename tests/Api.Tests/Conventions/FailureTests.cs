using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Api.Status;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Conventions;

public sealed class FailureTests
{
    private const string Secret = "secret detail of the inside";

    [Fact]
    public async Task A_store_that_is_not_available_is_a_503_that_says_when_to_come_back()
    {
        await using var host = await StartAsync(new StoreUnavailableException(Secret));

        var answer = await host.PostAsync("/api/admin/login", """{"token":"x"}""");

        answer.ExpectProblem(503, "store.unavailable");
        Assert.Equal("5", answer.Headers["Retry-After"]);
        Assert.DoesNotContain(Secret, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_failure_tells_callers_nothing_and_is_logged_once_with_the_request_id()
    {
        await using var host = await StartAsync(new InvalidOperationException(Secret));

        var answer = await host.PostAsync("/api/admin/login", """{"token":"x"}""");

        answer.ExpectProblem(500, "server.error");
        Assert.DoesNotContain(Secret, answer.Body, StringComparison.Ordinal);
        var line = Assert.Single(host.Logs.All);
        Assert.Contains($"=> RequestId:{answer.Headers["X-Request-Id"]}", line, StringComparison.Ordinal);
        Assert.Contains(Secret, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_changes_something_is_logged_with_its_request_id_and_without_the_guid()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = (await host.NewSessionAsync()).Id;

        var answer = await host.CallAsync(
            HttpMethod.Patch,
            $"/api/client/projects/{guid.Value}",
            """{"name":"New"}""",
            ("X-Request-Id", "request-1"));
        (await host.GetAsync($"/api/history?guid={guid.Value}")).Expect(200);

        answer.Expect(200);
        var line = Assert.Single(
            host.Logs.From(LogLevel.Information), line => line.Contains("was answered", StringComparison.Ordinal));
        Assert.StartsWith(
            "Information: PATCH /api/client/projects/{guid} was answered 200", line, StringComparison.Ordinal);
        Assert.Contains("=> RequestId:request-1", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_goes_away_leaves_no_trace_in_the_log()
    {
        var limits = new StuckLimits();
        await using var host =
            await ApiHost.StartAsync(services: services => services.AddSingleton<ILimitStore>(limits));
        using var gone = new CancellationTokenSource();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var body = new StringContent("""{"token":"x"}""", System.Text.Encoding.UTF8, "application/json");
        var call = http.PostAsync(new Uri("/api/admin/login", UriKind.Relative), body, gone.Token);
        await limits.Entered.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await limits.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        (await host.GetAsync("/api/health")).Expect(200);
        Assert.Empty(host.Logs.All);
    }

    [Fact]
    public async Task Readiness_names_the_dependency_that_is_down()
    {
        await using var up = await ApiHost.StartAsync();
        await using var down =
            await ApiHost.StartAsync(services: services => services.AddSingleton<IReadinessCheck, Broken>());

        var ready = (await up.GetAsync("/api/ready")).Expect(200);
        var unready = (await down.GetAsync("/api/ready")).Expect(503);

        Assert.Equal("up", ready.Json.GetProperty("dependencies").GetProperty("store").GetString());
        Assert.Equal("down", unready.Json.GetProperty("dependencies").GetProperty("broken").GetString());
        Assert.Equal("up", unready.Json.GetProperty("dependencies").GetProperty("store").GetString());
        (await down.GetAsync("/api/health")).Expect(200);
    }

    [Fact]
    public async Task A_store_that_can_be_read_and_not_written_is_not_ready_until_it_can()
    {
        var answers = new FullDisk();
        await using var host =
            await ApiHost.StartAsync(services: services => services.AddSingleton<IAnswerStore>(answers));

        (await host.GetAsync("/api/ready")).Expect(503);
        (await host.GetAsync("/api/ready")).Expect(503);
        answers.HasRoom = true;
        host.Time.Advance(TimeSpan.FromSeconds(5));
        (await host.GetAsync("/api/ready")).Expect(200);

        Assert.Equal(2, answers.Asked);
    }

    [Fact]
    public async Task Portals_learn_how_to_start()
    {
        await using var host = await ApiHost.StartAsync();

        var config = (await host.GetAsync("/api/config")).Expect(200).Json;

        Assert.Equal("token", config.GetProperty("auth").GetProperty("mode").GetString());
        Assert.Equal("/ws", config.GetProperty("ws_path").GetString());
        Assert.Equal("approval", config.GetProperty("onboarding").GetString());
        Assert.Equal(10_485_760, config.GetProperty("upload").GetProperty("max_bytes").GetInt64());
        var types = config.GetProperty("upload").GetProperty("types").EnumerateArray().Select(type => type.GetString());
        Assert.Contains(".docx", types);
        Assert.DoesNotContain(ApiHost.AdminToken, config.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configured_sites_may_call_from_a_browser_and_others_may_not()
    {
        await using var host =
            await ApiHost.StartAsync(options => options with { CorsOrigins = ["https://parent.example"] });

        var allowed = await PreflightAsync(host, "https://parent.example");
        var other = await PreflightAsync(host, "https://evil.example");
        var failed = await host.GetAsync("/api/admin/sessions", ("Origin", "https://parent.example"));

        Assert.Equal("https://parent.example", allowed.Headers["Access-Control-Allow-Origin"]);
        Assert.False(other.Headers.ContainsKey("Access-Control-Allow-Origin"));
        failed.ExpectProblem(401, "auth.required");
        Assert.Equal("https://parent.example", failed.Headers["Access-Control-Allow-Origin"]);
    }

    private static Task<Answer> PreflightAsync(ApiHost host, string origin) => host.CallAsync(
        HttpMethod.Options, "/api/chat", null, ("Origin", origin), ("Access-Control-Request-Method", "POST"));

    private static Task<ApiHost> StartAsync(Exception failure) =>
        ApiHost.StartAsync(services: services => services.AddSingleton<ILimitStore>(new FailingLimits(failure)));

    private sealed class FailingLimits(Exception failure) : ILimitStore
    {
        public Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
            Task.FromException<TimeSpan?>(failure);

        public Task<TimeSpan?> LookAsync(
            string key, int limit, TimeSpan window, CancellationToken cancellationToken) => throw failure;
    }

    private sealed class StuckLimits : ILimitStore
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<TimeSpan?> TakeAsync(
            string key, int limit, TimeSpan window, CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            using var registration = cancellationToken.Register(() => Cancelled.TrySetResult());
            await Cancelled.Task;
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }

        public Task<TimeSpan?> LookAsync(
            string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
            TakeAsync(key, limit, window, cancellationToken);
    }

    private sealed class FullDisk : IAnswerStore
    {
        public bool HasRoom { get; set; }

        public int Asked { get; private set; }

        public Task<AnswerLookup> BeginAsync(string key, string bodyHash, CancellationToken cancellationToken)
        {
            Asked++;
            return HasRoom
                ? Task.FromResult(new AnswerLookup(AnswerState.New))
                : Task.FromException<AnswerLookup>(new StoreUnavailableException("The disk is full."));
        }

        public Task FinishAsync(string key, StoredAnswer answer, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nothing is answered here.");

        public Task AbandonAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Broken : IReadinessCheck
    {
        public string Name => "broken";

        public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => throw new IOException("gone");
    }
}
