using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Hosting;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets;

/// <summary>The sockets of a host with a Kestrel of its own, or of a gateway's.</summary>
public static class SocketApplication
{
    /// <summary>The route sockets are opened at; whatever stands for the id is judged by us.</summary>
    public const string DefaultPattern = "/ws/{**id}";

    /// <summary>Pings beneath the protocol, which find a dead connection that nothing is sent over.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(30);

    /// <summary>Registers the socket protocol; stores, grants and connections come from an adapter.</summary>
    public static IServiceCollection AddSockets(this IServiceCollection services, SocketOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LocalSockets>();
        services.TryAddSingleton<SessionHistory>();
        services.TryAddSingleton<TakeOvers>();
        services.AddSingleton(options);
        services.AddSingleton<SocketAdmission>();
        services.AddSingleton<SocketKeeper>();
        services.AddSingleton<SocketEndpoint>();
        return services;
    }

    /// <summary>
    /// Registers the protocol for sockets that a gateway holds. Needs, beside the ports, <see cref="IRemoteSockets"/>
    /// and, for handshakes, <see cref="IGreetQueue"/>.
    /// </summary>
    public static IServiceCollection AddRemoteSockets(this IServiceCollection services, SocketOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SessionHistory>();
        services.TryAddSingleton<TakeOvers>();
        return services
            .AddSingleton(options)
            .AddSingleton<SocketAdmission>()
            .AddSingleton<RemoteAdmission>()
            .AddSingleton<RemoteHistory>()
            .AddSingleton<RemoteConnections>()
            .AddSingleton<Greeter>()
            .AddSingleton<RemoteKeepAlive>();
    }

    /// <summary>Serves sockets at a route with an <c>id</c>; needs nothing else in the host's pipeline.</summary>
    public static IEndpointConventionBuilder MapSockets(
        this IEndpointRouteBuilder routes, string pattern = DefaultPattern)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<SocketEndpoint>();
        var pipeline = routes.CreateApplicationBuilder();
        pipeline.UseWebSockets(
            new WebSocketOptions { KeepAliveInterval = PingInterval, KeepAliveTimeout = PingInterval });
        pipeline.Run(endpoint.InvokeAsync);
        return routes.Map(pattern, pipeline.Build()).WithDisplayName("Sockets");
    }
}
