using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>Stands where a service stands: keeps what is sent, to whatever host, and answers as it was told.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();

    private Loopback(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public ConcurrentQueue<Received> Requests { get; } = new();

    public string Url => ((IApplicationBuilder)_app).ServerFeatures.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Loopback> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var loopback = new Loopback(builder.Build());
        await loopback._app.StartAsync(TestContext.Current.CancellationToken);
        return loopback;
    }

    /// <summary>Answers the next request; the last answer is given to all that follow.</summary>
    public Loopback Answer(int status, string body = "", params (string Name, string Value)[] headers) =>
        Answer(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            if (body.Length > 0)
            {
                await context.Response.WriteAsync(body);
            }
        });

    public Loopback Answer(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    /// <summary>Lets a client believe in the service's own host name while it speaks to this one.</summary>
    public T Route<T>(T config, string url, string region, int retries = 0)
        where T : ClientConfig
    {
        config.ServiceURL = url;
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = retries;
        config.HttpClientFactory = new Rerouted(new Uri(Url).Port);
        return config;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        Requests.Enqueue(new Received(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()),
            await body.ReadToEndAsync(context.RequestAborted)));
        var isLast = _answers.Count == 1;
        if (isLast ? _answers.TryPeek(out var answer) : _answers.TryDequeue(out answer))
        {
            await answer(context);
        }
    }

    private sealed class Rerouted(int port) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
    }
}

/// <param name="Target">Path and query as they came, undecoded.</param>
internal sealed record Received(string Method, string Target, Dictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?') + 1)..] : "";
}
