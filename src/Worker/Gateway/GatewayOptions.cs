using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway;

/// <summary>What agents may reach. A class, not a record, so that it never prints the key.</summary>
public sealed class GatewayOptions
{
    /// <summary>The model API; default the public one.</summary>
    public Uri ModelBaseAddress { get; init; } = new("https://api.anthropic.com/");

    /// <summary>The model key itself, as the environment gave it; <see cref="ModelKeyFile"/> comes first.</summary>
    public string? ModelKey { get; init; }

    /// <summary>A file holding the model key, readable by its owner only; read again whenever it changes.</summary>
    public string? ModelKeyFile { get; init; }

    /// <summary>
    /// Reads the model key from where it is stored, now and again and after it was refused; comes before <see
    /// cref="ModelKey"/>. <see langword="null"/> (the default) when it is not stored so.
    /// </summary>
    public Func<CancellationToken, Task<string?>>? ReadModelKey { get; init; }

    /// <summary>Between two looks at <see cref="ReadModelKey"/>; default 1 min.</summary>
    public TimeSpan ModelKeyInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Hosts agents may reach: <c>example.com</c>, <c>*.example.com</c> or <c>example.com:8443</c>; default none.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether the package registry this machine's npm is set to is reachable too; default yes.</summary>
    public bool AllowPackageRegistry { get; init; } = true;

    /// <summary>Whether <see cref="AllowedHosts"/> may resolve to loopback and private addresses; default no.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>
    /// Called for every connection that was refused, which an agent may cause often; must return at once. Default
    /// nothing.
    /// </summary>
    public Action<NetworkRefusal>? Refused { get; init; }

    /// <summary>How long the model API may take to accept a connection; default 15 s.</summary>
    public TimeSpan ModelConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the model API may stay silent; default 10 min, as long as the CLI itself waits.</summary>
    public TimeSpan ModelIdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The port at which a tunnel must begin with TLS for its own host; tests have another.</summary>
    internal int TlsPort { get; init; } = 443;

    /// <summary>How long a forward-proxy client may take to say what it wants; default 10 s.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long finding and reaching a host may take; default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a forwarded connection may be silent; default 2 min.</summary>
    public TimeSpan TunnelIdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes one forwarded connection may carry, both ways together; default 1 GiB.</summary>
    public long TunnelMaxBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Connections a session may ask the forward proxy for in a minute, or at once after a quiet one; default 3000: an
    /// npm that installs from a registry without TLS makes one for each file.
    /// </summary>
    public int MaxConnectionsPerMinute { get; init; } = 3000;

    /// <summary>Bytes all forwarded connections of a session may carry in an hour, both ways; default 4 GiB.</summary>
    public long MaxBytesPerHour { get; init; } = 4L << 30;

    /// <summary>
    /// Connections a session may have open on each of its sockets; default 64, more are closed at once.
    /// </summary>
    public int MaxConnections { get; init; } = 64;

    internal IReadOnlyList<AllowedHost> ParseAllowedHosts() =>
        [.. AllowedHosts.Select(host => AllowedHost.Parse(host, AllowPrivateAddresses))];
}
