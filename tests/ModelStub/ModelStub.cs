using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Testing;

/// <summary>
/// Stands in for the model API: scripted, streaming, on a free loopback port. It keeps no state about conversations;
/// what it answers follows from the request alone (see <see cref="Scenario"/>).
/// </summary>
public sealed class ModelStub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Gate> gates = new(StringComparer.Ordinal);
    private readonly Lock sync = new();
    private readonly List<KeyValuePair<string, Scenario>> scenarios = [];
    private readonly Queue<(RequestKind Kind, Fault Fault)> faults = [];
    private readonly CancellationTokenSource stopping = new();
    private WebApplication app;

    private ModelStub() => app = Build("http://127.0.0.1:0");

    /// <summary>Where it is asked; stays the same.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>What is answered when no marker chose another scenario.</summary>
    public Scenario Default { get; set; } = Scenario.ReadsThePrompt.Says("Nothing is scripted for this message.");

    public RequestLog Log { get; } = new();

    public static async Task<ModelStub> StartAsync(CancellationToken cancellationToken)
    {
        var stub = new ModelStub();
        await stub.app.StartAsync(cancellationToken);
        stub.BaseAddress = new Uri(stub.app.Urls.Single());
        return stub;
    }

    /// <summary>From now on connections are refused, as by a machine on which nothing listens.</summary>
    public async Task RefuseAsync() => await app.DisposeAsync();

    /// <summary>Listens again after connections were refused.</summary>
    public Task ListenAsync(CancellationToken cancellationToken)
    {
        app = Build(BaseAddress.AbsoluteUri);
        return app.StartAsync(cancellationToken);
    }

    /// <summary>
    /// Plays <paramref name="scenario"/> when the instruction holds <paramref name="marker"/>, or a tool result after
    /// it does: its first step then is the answer to that result. The earliest message with a marker decides.
    /// </summary>
    public void When(string marker, Scenario scenario)
    {
        lock (sync)
        {
            scenarios.Add(new(marker, scenario));
        }
    }

    /// <summary>The gate that <see cref="StepBuilder.Hold"/> names.</summary>
    public Gate Gate(string name) => gates.GetOrAdd(name, _ => new Gate());

    /// <summary>Lets the next <paramref name="times"/> requests of a kind go wrong.</summary>
    public void Fail(Fault fault, int times = 1, RequestKind kind = RequestKind.Main)
    {
        lock (sync)
        {
            for (var i = 0; i < times; i++)
            {
                faults.Enqueue((kind, fault));
            }
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Recover()
    {
        lock (sync)
        {
            faults.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private WebApplication Build(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 128 * 1024 * 1024);
        var built = builder.Build();
        built.Run(AnswerAsync);
        return built;
    }

    private static RequestKind KindOf(HttpRequest request, JsonElement body) =>
        request.Path != "/v1/messages" || !HttpMethods.IsPost(request.Method) ? RequestKind.Other
        : !body.TryGetProperty("tools", out var tools) || tools.GetArrayLength() == 0 ? RequestKind.Aux
        : request.Headers.ContainsKey("x-claude-code-agent-id") ? RequestKind.Subagent
        : RequestKind.Main;

    private async Task AnswerAsync(HttpContext context)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        using var reader = new StreamReader(context.Request.Body);
        var raw = await reader.ReadToEndAsync(cut.Token);
        var body = raw.Length > 0 ? JsonElement.Parse(raw) : default;
        var request = new StubRequest(
            KindOf(context.Request, body),
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body);
        Log.Add(request);
        context.Response.Headers["request-id"] = EventStream.NewId("req_");

        var whole = false;
        try
        {
            var answer = new StubAnswer(request, raw, context, Gate);
            whole = await answer.SendAsync(TakeFault(request.Kind), Choose, cut.Token);
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            // The caller went away, or the test is over: nobody is left to answer.
        }
        finally
        {
            request.End(whole);
        }
    }

    private Fault? TakeFault(RequestKind kind)
    {
        lock (sync)
        {
            return faults.TryPeek(out var next) && next.Kind == kind ? faults.Dequeue().Fault : null;
        }
    }

    private (Scenario Scenario, int Step) Choose(Conversation conversation)
    {
        lock (sync)
        {
            var (marker, step) = conversation.Locate([.. scenarios.Select(entry => entry.Key)]);
            return (marker is null ? Default : scenarios.First(entry => entry.Key == marker).Value, step);
        }
    }
}
