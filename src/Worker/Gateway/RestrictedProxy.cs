using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.Gateway.Sockets;

namespace TmuxBuilder.Gateway;

/// <summary>
/// A forward proxy of its own on a unix socket, which reaches a few hosts and nothing else. Disposing it cuts every
/// connection.
/// </summary>
public sealed partial class RestrictedProxy : IAsyncDisposable
{
    private const string Local = ".localhost";

    private readonly UnixListener listener;

    private RestrictedProxy(UnixListener listener) => this.listener = listener;

    /// <summary>Begins to serve at <paramref name="socketPath"/>.</summary>
    /// <param name="hosts">
    /// <c>example.com</c> or <c>example.com:8443</c>. Addresses inside the platform are reached only when every one of
    /// them is beneath <c>localhost</c>, where sites are served on one machine.
    /// </param>
    /// <param name="refused">Called for every connection that was refused; must return at once.</param>
    /// <exception cref="ArgumentException">A host is not one, or the path is too long for a socket.</exception>
    public static RestrictedProxy Open(
        SessionId session,
        string socketPath,
        IReadOnlyList<string> hosts,
        Action<NetworkRefusal> refused,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var options = new GatewayOptions
        {
            AllowedHosts = hosts,
            AllowPackageRegistry = false,
            AllowPrivateAddresses = hosts.All(IsLocal),
            Refused = refused,
        };
        var registry = new PackageRegistry(time, loggers.CreateLogger<PackageRegistry>());
        var connector = new HostConnector(new AllowList(options, registry, []), options, time)
        {
            Resolve = ResolveAsync,
        };
        var proxy = new ForwardProxy(
            connector, new SessionAllowances(options, time), [], options, time, loggers.CreateLogger<ForwardProxy>());
        var logger = loggers.CreateLogger<RestrictedProxy>();
        return new(UnixListener.Open(
            socketPath,
            options.MaxConnections,
            (socket, cancellationToken) => proxy.ServeAsync(session, socket, cancellationToken),
            failure => LogFailed(logger, session, failure),
            time));
    }

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private static bool IsLocal(string host) => host.Split(':')[0].EndsWith(Local, StringComparison.OrdinalIgnoreCase);

    /// <summary>Not every system's resolver knows the names beneath localhost (RFC 6761, section 6.3).</summary>
    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IsLocal(host)
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback])
            : Dns.GetHostAddressesAsync(host, cancellationToken);

    [LoggerMessage(LogLevel.Debug, "A connection of session {SessionId} to the restricted proxy failed")]
    private static partial void LogFailed(ILogger logger, SessionId sessionId, Exception exception);
}
