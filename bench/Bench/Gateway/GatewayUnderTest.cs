using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway;

namespace TmuxBuilder.Bench.Gateway;

/// <summary>The gateway with meter, budgets and stores as a worker has it, in this process, and its callers.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    public const string Request =
        """
        {"model":"claude-sonnet-4-5-20250929","stream":true,"tools":[{"name":"Bash"}],"messages":
        [{"role":"user","content":"Read /session/prompt_7.txt and complete the task"}]}
        """;

    private readonly ServiceProvider services;
    private readonly DirectoryInfo sockets = Directory.CreateTempSubdirectory("tbb");

    public GatewayUnderTest(string dataFolder, Uri model)
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddEmbeddedAdapters(new EmbeddedOptions
            {
                DataFolder = dataFolder,
                SiteBase = () => new Uri("http://localhost:8000/"),
            })
            .AddCore()
            .AddAgentNetwork(new GatewayOptions
            {
                ModelBaseAddress = model,
                ModelKey = "a-key",
                AllowPackageRegistry = false,
            })
            .AddBuilder(new BuilderOptions { Worker = WorkerId.Parse("bench"), DataFolder = dataFolder })
            .BuildServiceProvider();
    }

    /// <summary>A client that asks the model itself, on a connection of its own.</summary>
    public static HttpClient Direct(Uri model) => new(new SocketsHttpHandler()) { BaseAddress = model };

    /// <summary>A client that asks through the gateway, as the CLI of a session of its own.</summary>
    public async Task<HttpClient> ConnectAsync(int number, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = new Session
        {
            Id = SessionId.New($"{number}@example.com", TimeProvider.System),
            Email = $"{number}@example.com",
            ClientName = "Kim",
            Name = "Tea shop",
            State = SessionState.Ready,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await services.GetRequiredService<ISessionStore>().CreateAsync(session, cancellationToken);
        var folder = Path.Combine(sockets.FullName, session.Id.Short);
        await services.GetRequiredService<IAgentNetwork>().OpenAsync(session.Id, folder, cancellationToken);
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, "api.sock")), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://api.local"),
        };
    }

    /// <summary>Asks the model; the answer's head is there, its body streams.</summary>
    public static async Task<HttpResponseMessage> AskAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/messages", UriKind.Relative))
        {
            Content = new StringContent(Request, Encoding.UTF8, "application/json"),
        };
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        sockets.Delete(recursive: true);
    }
}
