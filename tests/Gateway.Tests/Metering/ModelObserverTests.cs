using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests.Metering;

public sealed class ModelObserverTests : IAsyncLifetime
{
    private const string Main = """{"model":"m","stream":true,"tools":[{"name":"Bash"}],"messages":[{"role":"user","content":"hi"}]}""";
    private const string Title = """{"model":"m","stream":true,"tools":[],"messages":[{"role":"user","content":"a title"}]}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Recorder recorder = new();
    private ModelStub stub = null!;
    private GatewayFixture gateway = null!;
    private SessionId session;
    private HttpClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        stub = await ModelStub.StartAsync(Token);
        stub.Default = Scenario.Says("Hello.");
        var options = new GatewayOptions
        {
            ModelBaseAddress = stub.BaseAddress,
            ModelKey = "key",
            AllowPackageRegistry = false,
        };
        gateway = new GatewayFixture(options, services => services.AddSingleton<IModelObserver>(recorder));
        session = await gateway.OpenAsync(Token);
        client = gateway.ApiClient(session);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task A_call_is_told_with_what_it_used_before_the_agent_has_read_its_end()
    {
        using var response = await SendAsync(Main);
        await response.Content.ReadAsStringAsync(Token);

        // No waiting: whoever has the last byte finds it told.
        Assert.Equal(["began Main", "ended Main 200 end_turn whole"], recorder.Told(session));
        var end = Assert.Single(recorder.Ends);
        var truth = stub.Log.TotalUsage;
        Assert.Equal(new ModelUsage(truth.Input, truth.Output, truth.CacheRead, truth.CacheCreation), end.Usage);
        Assert.NotNull(end.MessageId);
    }

    [Fact]
    public async Task Titles_and_helpers_are_told_apart_from_the_conversation()
    {
        // One call is over before the next begins: calls that run beside each other may end in either order.
        (await SendAsync(Title)).Dispose();
        var title = await recorder.EndAsync(Token);
        (await SendAsync(Main, subagent: true)).Dispose();
        var helper = await recorder.EndAsync(Token);

        Assert.Equal((ModelCallKind.Auxiliary, ModelCallKind.Subagent), (title.Kind, helper.Kind));
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_kind_and_how_long_to_wait()
    {
        stub.Fail(new Fault.Status(429) { Headers = new Dictionary<string, string> { ["retry-after"] = "30" } });

        using var response = await SendAsync(Main);
        await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var end = await recorder.EndAsync(Token);
        Assert.Equal(
            (429, "rate_limit_error", TimeSpan.FromSeconds(30), false),
            (end.Status, end.ErrorType, end.RetryAfter, end.IsWhole));
    }

    [Theory]
    [InlineData("overloaded_error", 529)]
    [InlineData("rate_limit_error", 429)]
    [InlineData("api_error", 500)]
    [InlineData("an_error_nobody_knows", 200)]
    public async Task An_error_within_a_stream_is_no_whole_answer_and_has_the_status_it_stands_for(
        string type, int status)
    {
        stub.Fail(new Fault.MidStream(Type: type));

        using var response = await SendAsync(Main);
        await response.Content.ReadAsStringAsync(Token);

        var end = await recorder.EndAsync(Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((status, type, false), (end.Status, end.ErrorType, end.IsWhole));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told_without_a_status()
    {
        stub.Fail(new Fault.Reset());

        using var response = await SendAsync(Main);

        Assert.Null((await recorder.EndAsync(Token)).Status);
    }

    [Fact]
    public async Task An_answer_the_agent_gave_up_is_told_as_cut()
    {
        stub.Fail(new Fault.Stall());
        using (var response = await SendAsync(Main))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Token);
            Assert.NotEqual(0, await body.ReadAsync(new byte[16], Token));
        }

        Assert.Equal((200, false), (await recorder.EndAsync(Token) is var end ? (end.Status, end.IsWhole) : default));
    }

    [Fact]
    public async Task Whoever_leaves_before_the_end_pays_for_what_came()
    {
        stub.Default = Scenario.Build().Step(step => step
            .Text(new string('a', 100_000)).Hold("end").Usage(new StubUsage(Input: 7, 0, 0, 25_000)));
        using (var response = await SendAsync(Main))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Token);
            await body.ReadUntilAsync("content_block_stop", Token);
        }

        var end = await recorder.EndAsync(Token);
        stub.Gate("end").Open();
        Assert.Equal((false, 7L), (end.IsWhole, end.Usage.Input));
        Assert.InRange(end.Usage.Output, 20_000, 30_000);
    }

    [Fact]
    public async Task Whoever_leaves_before_the_answer_pays_for_the_request()
    {
        stub.Fail(new Fault.Hang());
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = SendAsync(Main, cancellationToken: leave.Token);
        await recorder.BeganAsync(Token);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var end = await recorder.EndAsync(Token);
        Assert.Equal(("m", null), (end.Model, end.Status));
        Assert.Equal(new ModelUsage(Main.Length / 4, 0, 0, 0), end.Usage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_model_failed_to_answer_costs_nothing(bool breaks)
    {
        stub.Fail(breaks ? new Fault.Reset() : new Fault.Status(529));

        using var response = await SendAsync(Main);

        Assert.Equal(ModelUsage.None, (await recorder.EndAsync(Token)).Usage);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string json, bool subagent = false, CancellationToken? cancellationToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages?beta=true")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept-Encoding", "gzip, br");
        if (subagent)
        {
            request.Headers.Add("x-claude-code-agent-id", "a1");
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken ?? Token);
    }

    private sealed class Recorder : IModelObserver
    {
        private readonly Lock gate = new();
        private readonly List<(SessionId Session, string Text)> told = [];
        private readonly Channel<ModelCallEnd> ends = Channel.CreateUnbounded<ModelCallEnd>();
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<ModelCallEnd> Ends { get; private set; } = [];

        public IReadOnlyList<string> Told(SessionId session)
        {
            lock (gate)
            {
                return [.. told.Where(one => one.Session == session).Select(one => one.Text)];
            }
        }

        public async Task<ModelCallEnd> EndAsync(CancellationToken cancellationToken) =>
            await ends.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

        public Task BeganAsync(CancellationToken cancellationToken) =>
            begun.Task.WaitAsync(Patience, cancellationToken);

        public void Began(SessionId session, long call, ModelCallKind kind)
        {
            Tell(session, $"began {kind}");
            begun.TrySetResult();
        }

        public void Progressed(SessionId session, long call)
        {
            // Told for the sake of stalls; nothing here waits for it.
        }

        public void Ended(SessionId session, long call, ModelCallEnd end)
        {
            Tell(session, $"ended {end.Kind} {end.Status} {end.StopReason} {(end.IsWhole ? "whole" : "cut")}");
            lock (gate)
            {
                Ends = [.. Ends, end];
            }

            ends.Writer.TryWrite(end);
        }

        private void Tell(SessionId session, string text)
        {
            lock (gate)
            {
                told.Add((session, text));
            }
        }
    }
}
