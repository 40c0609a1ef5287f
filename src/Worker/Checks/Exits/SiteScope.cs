using System.Globalization;
using TmuxBuilder.SiteHost;

namespace TmuxBuilder.Checks.Exits;

/// <summary>What belongs to the site under check: where it begins, its hosts, its files.</summary>
internal sealed class SiteScope
{
    private const int MaxPath = 200;
    private const string Local = ".localhost";

    private readonly HashSet<string> authorities = new(StringComparer.OrdinalIgnoreCase);

    public SiteScope(Uri start, IEnumerable<string> hosts, ReleaseFiles files)
    {
        Start = start;
        Files = files;
        foreach (var host in hosts)
        {
            if (host.Contains(':', StringComparison.Ordinal))
            {
                authorities.Add(host);
                continue;
            }

            if (host.EndsWith(Local, StringComparison.OrdinalIgnoreCase))
            {
                // On the worker's own machine other ports are other services.
                authorities.Add(string.Create(CultureInfo.InvariantCulture, $"{host}:{start.Port}"));
                continue;
            }

            authorities.Add($"{host}:80");
            authorities.Add($"{host}:443");
        }

        authorities.Add(Authority(start));
    }

    public Uri Start { get; }

    public ReleaseFiles Files { get; }

    /// <summary>The hosts with their ports.</summary>
    public IReadOnlyCollection<string> Authorities => authorities;

    /// <summary>Whether an address is one of the site's own.</summary>
    public bool Owns(Uri address) =>
        address.Scheme is "http" or "https" or "ws" or "wss" && authorities.Contains(Authority(address));

    /// <summary>Whether the release itself has what an address of the site names.</summary>
    public bool Has(Uri address) => Files.Has(Uri.UnescapeDataString(address.AbsolutePath));

    /// <summary>How a page of the site is named in a report: its path and query.</summary>
    public static string PathOf(Uri address)
    {
        var fragment = address.Fragment.StartsWith("#/", StringComparison.Ordinal) ? address.Fragment : "";
        var path = address.PathAndQuery + fragment;
        return path.Length <= MaxPath ? path : path[..MaxPath];
    }

    private static string Authority(Uri address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.IdnHost}:{address.Port}");
}
