using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests;

/// <summary>What the proxy makes of a gate's word, and of keys that change under it.</summary>
public sealed class ModelGateTests : IAsyncLifetime
{
    private const string Ask =
        """{"model":"m","stream":true,"tools":[{"name":"Bash"}],"messages":[{"role":"user","content":"hi"}]}""";

    private readonly Gatekeeper gate = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tbk");
    private ModelStub stub = null!;
    private GatewayFixture gateway = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(folder.FullName, "key");

    public async ValueTask InitializeAsync()
    {
        stub = await ModelStub.StartAsync(Token);
        stub.Default = Scenario.Says("Hello.");
        Write("key-0");
        var options = new GatewayOptions
        {
            ModelBaseAddress = stub.BaseAddress,
            ModelKeyFile = KeyFile,
            AllowPackageRegistry = false,
        };
        gateway = new GatewayFixture(
            options, services => services.AddSingleton<IModelGate>(gate).AddSingleton<IModelObserver>(gate));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await stub.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(429, "rate_limit_error", false)]
    [InlineData(529, "overloaded_error", true)]
    public async Task A_refused_call_never_goes_up_and_is_told_as_one_that_failed(int status, string type, bool retry)
    {
        gate.Refusal = new ModelRefusal(status, type, "Not now.", retry);
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));

        using var answer = await SendAsync(client);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(retry ? "true" : "false", Assert.Single(answer.Headers.GetValues("x-should-retry")));
        Assert.Equal(
            $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"Not now."}}""",
            await answer.Content.ReadAsStringAsync(Token));
        Assert.Empty(stub.Log.All);
        var end = Assert.Single(gate.Ends);
        Assert.Equal((status, type, ModelUsage.None), (end.Status, end.ErrorType, end.Usage));
    }

    [Fact]
    public async Task Counting_tokens_costs_none_and_is_not_asked_for()
    {
        gate.Refusal = new ModelRefusal(429, "rate_limit_error", "Not now.", false);
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));

        using var content = new StringContent(Ask, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(
            new Uri("/v1/messages/count_tokens", UriKind.Relative), content, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_stream_that_is_cut_ends_in_an_error_and_reports_what_came()
    {
        stub.Default = Scenario.Build().Step(step => step
            .Text(new string('a', 100_000)).Hold("end").Usage(new StubUsage(Input: 7, 0, 0, 99_999)));
        gate.CutAt = 5_000;
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var answer = await SendAsync(client);
        var text = await answer.Content.ReadAsStringAsync(patience.Token);
        stub.Gate("end").Open();

        Assert.Contains("\n\nevent: error\ndata: {\"type\":\"error\"", text, StringComparison.Ordinal);
        var end = Assert.Single(gate.Ends);
        Assert.Equal((429, false, 7L), (end.Status, end.IsWhole, end.Usage.Input));
        Assert.InRange(end.Usage.Output, 5_000, 6_000);
    }

    [Fact]
    public async Task An_answer_that_comes_to_its_end_reports_what_the_model_counted()
    {
        stub.Default = Scenario.Build().Step(step => step
            .Text(new string('a', 100_000)).Usage(new StubUsage(Input: 7, 0, 0, 11)));
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));

        using var answer = await SendAsync(client);
        await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(new ModelUsage(7, 11, 0, 0), Assert.Single(gate.Ends).Usage);
        Assert.True(gate.Seen > 20_000);
    }

    [Fact]
    public async Task Keys_change_under_fifty_streams_and_none_is_lost()
    {
        const int streams = 50;
        stub.Default = Scenario.Build().Step(step => step.Text("On").Hold("old").Text(" it."));
        var clients = new List<HttpClient>();
        for (var n = 0; n < streams; n++)
        {
            clients.Add(gateway.ApiClient(await gateway.OpenAsync(Token)));
        }

        var old = await Task.WhenAll(clients.Select(SendAsync));
        Write("key-1");
        stub.Default = Scenario.Says("With the new key.");
        var calls = clients.Select(AnswerAsync).ToList();
        var news = await Task.WhenAll(calls);
        stub.Gate("old").Open();
        var olds = await Task.WhenAll(old.Select(answer => answer.Content.ReadAsStringAsync(Token)));

        Assert.All(news, text => Assert.Contains("message_stop", text, StringComparison.Ordinal));
        Assert.All(olds, text => Assert.Contains("message_stop", text, StringComparison.Ordinal));
        Assert.Equal(
            [("key-0", streams), ("key-1", streams)],
            stub.Log.All.GroupBy(call => call.Headers["x-api-key"]).OrderBy(key => key.Key, StringComparer.Ordinal)
                .Select(key => (key.Key, key.Count())));
        Array.ForEach(old, answer => answer.Dispose());
        clients.ForEach(client => client.Dispose());
    }

    private async Task<string> AnswerAsync(HttpClient client)
    {
        using var answer = await SendAsync(client);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/messages", UriKind.Relative))
        {
            Content = new StringContent(Ask, Encoding.UTF8, "application/json"),
        };
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private void Write(string key)
    {
        var written = KeyFile + ".new";
        File.WriteAllText(written, key);
        File.SetUnixFileMode(written, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(written, KeyFile, overwrite: true);
    }

    private sealed class Gatekeeper : IModelGate, IModelObserver
    {
        public ModelRefusal? Refusal { get; set; }

        public long CutAt { get; set; } = long.MaxValue;

        public long Seen { get; private set; }

        public ConcurrentQueue<ModelCallEnd> Ends { get; } = new();

        public ValueTask<ModelRefusal?> AdmitAsync(
            SessionId session, long call, CancellationToken cancellationToken) => new(Refusal);

        public ModelRefusal? Used(SessionId session, long call, string? model, ModelUsage soFar)
        {
            Seen = Math.Max(Seen, soFar.Output);
            return soFar.Output >= CutAt ? new ModelRefusal(429, "rate_limit_error", "Enough.", false) : null;
        }

        public void Began(SessionId session, long call, ModelCallKind kind)
        {
        }

        public void Progressed(SessionId session, long call)
        {
        }

        public void Ended(SessionId session, long call, ModelCallEnd end) => Ends.Enqueue(end);
    }
}
