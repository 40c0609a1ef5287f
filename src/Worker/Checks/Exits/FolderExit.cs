using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TmuxBuilder.Checks.Exits;

/// <summary>
/// The browser's only way out when a folder is checked: a proxy on a unix socket that answers for the site's host from
/// the folder, as the site host would, and refuses all else. It opens no connection to anywhere; the tunnel to a site
/// of <c>https</c> ends here.
/// </summary>
internal sealed class FolderExit : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private const int MaxConnections = 256;
    private const UnixFileMode ForAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly SiteScope scope;
    private readonly IServiceProvider services;
    private readonly TimeProvider time;
    private readonly KestrelServer server;

    private FolderExit(
        SiteScope scope, string socket, IServiceProvider services, TimeProvider time, ILoggerFactory loggers)
    {
        this.scope = scope;
        this.services = services;
        this.time = time;
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MinResponseDataRate = null;
        options.ListenUnixSocket(socket, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (scope.Start.Scheme == Uri.UriSchemeHttps)
            {
                listen.Use(next => new SiteTunnel(scope, time, next).OpenAsync);
            }
        });
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        server = new(Options.Create(options), transport, loggers);
    }

    public static async Task<FolderExit> OpenAsync(
        SiteScope scope,
        string socket,
        IServiceProvider services,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var exit = new FolderExit(scope, socket, services, time, loggers);
        try
        {
            await exit.server.StartAsync(exit, cancellationToken);

            // The browser runs as another user; the folder around the socket has a name nobody guesses.
            File.SetUnixFileMode(socket, ForAll);
            return exit;
        }
        catch
        {
            await exit.DisposeAsync();
            throw;
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures) { RequestServices = services };

    public Task ProcessRequestAsync(HttpContext context)
    {
        if (!HttpMethods.IsConnect(context.Request.Method)
            && Uri.TryCreate($"{scope.Start.Scheme}://{context.Request.Host}/", UriKind.Absolute, out var address)
            && scope.Owns(address))
        {
            return scope.Files.ServeAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is pooled.
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout, time);
        await server.StopAsync(limit.Token);
        server.Dispose();
    }
}
