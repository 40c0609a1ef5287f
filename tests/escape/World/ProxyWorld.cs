using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Escape.Attempts;
using TmuxBuilder.Gateway;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.Gateway.Sockets;

namespace TmuxBuilder.Escape.World;

/// <summary>
/// The real forward proxy with hostile names to resolve, the same with one rule off, and one that believes everything.
/// </summary>
internal sealed class ProxyWorld(HostBait host) : IAsyncDisposable
{
    /// <summary>The real one, as every agent has it.</summary>
    public const string Real = "proxy.sock";

    /// <summary>The real one, except that it may reach the host's service: to see what gets there.</summary>
    public const string Reaching = "reaching.sock";

    /// <summary>The same, whose port is one of TLS.</summary>
    public const string Held = "held.sock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Names an attacker owns: they are allowed, and lead inside.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["rebound.test"] = ["127.0.0.1"],
        ["mixed.test"] = ["192.0.2.1", "127.0.0.1"],
        ["mapped.test"] = ["::ffff:127.0.0.1"],
        ["loopback6.test"] = ["::1", "127.0.0.1"],
        ["own.test"] = ["127.0.0.1"],
    };

    private readonly List<UnixListener> listeners = [];
    private string folder = "";

    /// <summary>Every refusal the gateway told of.</summary>
    public ConcurrentQueue<NetworkRefusal> Refused { get; } = new();

    /// <summary>Every name that was asked for.</summary>
    public ConcurrentQueue<string> Resolved { get; } = new();

    public string Port => host.Port.ToString(CultureInfo.InvariantCulture);

    private string[] Allowed => [.. Names.Keys.Select(name => $"{name}:{Port}")];

    public void AddTo(IServiceCollection services)
    {
        services.AddAgentNetwork(Options(Allowed, mayBePrivate: false));
        services.AddSingleton(provider => Connector(provider.GetRequiredService<GatewayOptions>()));
    }

    /// <summary>Puts the other proxies beside the real one.</summary>
    public Task OpenAsync(
        SessionId session, IServiceProvider services, string socketFolder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        folder = socketFolder;
        Listen(session, Reaching, Options(Allowed, mayBePrivate: true));
        Listen(session, Held, Options(Allowed, mayBePrivate: true, host.Port));
        string[] any = [.. Allowed, $"localhost:{Port}", $"secret.elsewhere.test:{Port}", $"127.0.0.1:{Port}"];
        Listen(session, "anyhost.sock", Options(any, mayBePrivate: true));
        listeners.Add(UnixListener.Open(
            Path.Combine(folder, "naive.sock"), 16, NaiveProxy.ServeAsync, _ => { }, TimeProvider.System));
        return Task.CompletedTask;
    }

    /// <summary>Sends bytes to one of the proxies from outside and returns what came back.</summary>
    public async Task<string> AskAsync(string name, string request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, name)), limit.Token);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer, limit.Token)) > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // What came by then is the answer.
        }

        return answer.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
        }
    }

    private void Listen(SessionId session, string name, GatewayOptions options)
    {
        var proxy = new ForwardProxy(
            Connector(options),
            new SessionAllowances(options, TimeProvider.System),
            [],
            options,
            TimeProvider.System,
            NullLogger<ForwardProxy>.Instance);
        listeners.Add(UnixListener.Open(
            Path.Combine(folder, name),
            16,
            (socket, token) => proxy.ServeAsync(session, socket, token),
            _ => { },
            TimeProvider.System));
    }

    private GatewayOptions Options(string[] hosts, bool mayBePrivate, int tlsPort = 443) => new()
    {
        TlsPort = tlsPort,
        AllowedHosts = hosts,
        AllowPackageRegistry = false,
        AllowPrivateAddresses = mayBePrivate,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        Refused = Refused.Enqueue,
    };

    private HostConnector Connector(GatewayOptions options)
    {
        var registry = new PackageRegistry(TimeProvider.System, NullLogger<PackageRegistry>.Instance);
        return new HostConnector(new AllowList(options, registry, []), options, TimeProvider.System)
        {
            Resolve = (name, _) =>
            {
                Resolved.Enqueue(name);
                return Task.FromResult(Addresses(name));
            },
        };
    }

    private static IPAddress[] Addresses(string name) => Names.TryGetValue(name, out var known)
        ? [.. known.Select(IPAddress.Parse)]
        : [IPAddress.Loopback];
}
