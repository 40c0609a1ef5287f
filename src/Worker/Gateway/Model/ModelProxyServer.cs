using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Model;

/// <summary>One Kestrel, without a host around it, that serves the model proxy to every session's socket.</summary>
internal sealed class ModelProxyServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly AgentConnections connections = new();
    private readonly SocketConnectionContextFactory contexts;
    private readonly ModelProxy proxy;
    private readonly TimeProvider time;
    private readonly KestrelServer server;
    private bool started;

    public ModelProxyServer(ModelProxy proxy, IServiceProvider services, TimeProvider time, ILoggerFactory loggers)
    {
        this.proxy = proxy;
        this.time = time;
        contexts = new(new SocketConnectionFactoryOptions(), loggers.CreateLogger<SocketConnectionContextFactory>());
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxRequestBodySize = ModelProxy.MaxRequestBytes;

        // An agent whose process is stopped or starved reads slowly; the idle timeout ends what never goes on.
        options.Limits.MinResponseDataRate = null;
        options.Listen(connections.EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
        server = new(Options.Create(options), connections, loggers);
    }

    /// <summary>Starts serving; again is fine. Calls must not overlap.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!started)
        {
            await server.StartAsync(this, cancellationToken);
            started = true;
        }
    }

    /// <summary>Serves a connection until it is closed.</summary>
    public async Task ServeAsync(SessionId session, Socket socket, CancellationToken cancellationToken)
    {
        var connection = contexts.Create(socket);
        connection.Features.Set(new SessionFeature(session));
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenClosed = connection.ConnectionClosed.Register(closed.SetResult);
        await using var whenCut = cancellationToken.Register(
            () => connection.Abort(new ConnectionAbortedException("The session was closed.")));
        try
        {
            await connections.AddAsync(connection, cancellationToken);
        }
        catch
        {
            // Kestrel disposes of those it got.
            await connection.DisposeAsync();
            throw;
        }

        await closed.Task;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => proxy.HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is pooled.
    }

    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            using var limit = new CancellationTokenSource(StopTimeout, time);
            await server.StopAsync(limit.Token);
        }

        server.Dispose();
        contexts.Dispose();
    }
}
