namespace TmuxBuilder.Gateway.Forward;

/// <summary>What agents may reach: the configured hosts and the package registry.</summary>
internal sealed class AllowList(GatewayOptions options, PackageRegistry registry)
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
    public async Task<AllowedHost?> FindAsync(Authority target, CancellationToken cancellationToken) =>
        configured.FirstOrDefault(host => host.Covers(target))
        ?? (options.AllowPackageRegistry ? await FromRegistryAsync(target, cancellationToken) : null);

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
