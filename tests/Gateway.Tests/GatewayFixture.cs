using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Tests;

/// <summary>The gateway as a host composes it, with sockets in a folder of its own.</summary>
internal sealed class GatewayFixture : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tbg");

    public GatewayFixture(GatewayOptions options, Action<IServiceCollection>? change = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Collector(Logged)));
        collection.AddAgentNetwork(options);
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    public ConcurrentQueue<string> Logged { get; } = new();

    public IAgentNetwork Network => services.GetRequiredService<IAgentNetwork>();

    public string Folder => folder.FullName;

    /// <summary>Starts what works beside the calls.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
        services.GetServices<IHostedService>().Select(service => service.StartAsync(cancellationToken)));

    public static SessionId NewSession() => SessionId.New("someone@example.com", TimeProvider.System);

    public string FolderOf(SessionId session) => Path.Combine(Folder, session.Short);

    public async Task<SessionId> OpenAsync(CancellationToken cancellationToken)
    {
        var session = NewSession();
        await Network.OpenAsync(session, FolderOf(session), cancellationToken);
        return session;
    }

    public async Task<NetworkStream> ConnectAsync(SessionId session, string name, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(
            new UnixDomainSocketEndPoint(Path.Combine(FolderOf(session), name)), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>A client that reaches the model proxy as the CLI does.</summary>
    public HttpClient ApiClient(SessionId session) =>
        new(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) => await ConnectAsync(session, "api.sock", token),
            ResponseDrainTimeout = TimeSpan.Zero,
        })
        {
            BaseAddress = new Uri("http://api.local"),
        };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (Directory.Exists(Folder))
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Collector(ConcurrentQueue<string> logged) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("TmuxBuilder", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            logged.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
