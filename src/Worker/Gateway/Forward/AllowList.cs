using TmuxBuilder.Agent.Network;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>
/// What agents may reach: the configured hosts, the package registry, and what is allowed to one session.
/// </summary>
/// <param name="ofSessions">Who knows what was allowed to one; none where nothing is.</param>
internal sealed class AllowList(
    GatewayOptions options, PackageRegistry registry, IEnumerable<ISessionHosts> ofSessions)
{
    private readonly IReadOnlyList<AllowedHost> configured = options.ParseAllowedHosts();

    /// <summary>Begins to find out about the registry, so that the first to need it does not wait for npm.</summary>
    public void Prepare()
    {
        if (options.AllowPackageRegistry)
        {
            registry.Begin();
        }
    }

    /// <summary>The entry that lets <paramref name="target"/> through, or <see langword="null"/>.</summary>
    public async Task<AllowedHost?> FindAsync(
        SessionId session, Authority target, CancellationToken cancellationToken) =>
        configured.FirstOrDefault(host => host.Covers(target))
        ?? (options.AllowPackageRegistry ? await FromRegistryAsync(target, cancellationToken) : null)
        ?? await OfSessionAsync(session, target, cancellationToken);

    private async Task<AllowedHost?> OfSessionAsync(
        SessionId session, Authority target, CancellationToken cancellationToken)
    {
        foreach (var known in ofSessions)
        {
            // Whoever allows a host to one session vouches for the host, not for where its name leads.
            var hosts = await known.OfAsync(session, cancellationToken);
            if (hosts.Select(host => AllowedHost.Parse(host, mayBePrivate: false))
                .FirstOrDefault(host => host.Covers(target)) is { } allowed)
            {
                return allowed;
            }
        }

        return null;
    }

    private async Task<AllowedHost?> FromRegistryAsync(Authority target, CancellationToken cancellationToken)
    {
        if (await registry.FindAsync(cancellationToken) is not { } address)
        {
            return null;
        }

        // Whoever set this machine's npm to a mirror of their own meant it, wherever it stands: that port only.
        var name = address.IdnHost.ToLowerInvariant();
        var host = new AllowedHost(name, Beneath: false, address.Port, MayBePrivate: true);
        return host.Covers(target) ? host : null;
    }
}
