using System.Globalization;
using TmuxBuilder.SiteHost;

namespace TmuxBuilder.Checks.Exits;

/// <summary>What belongs to the site under check: where it begins, its hosts, its files.</summary>
internal sealed class SiteScope
{
    private const int MaxPath = 200;
    private const string Local = ".localhost";

    private readonly HashSet<string> authorities;
    private readonly HashSet<string> neighbours;

    /// <param name="hosts">Besides that of <paramref name="start"/>.</param>
    /// <param name="neighbours">Hosts of the client's other sites, which the pages do not reach.</param>
    public SiteScope(Uri start, IEnumerable<string> hosts, IEnumerable<string> neighbours, ReleaseFiles files)
    {
        Start = start;
        Files = files;
        authorities = Authorities(hosts, start);
        authorities.Add(Authority(start));
        this.neighbours = Authorities(neighbours, start);
    }

    public Uri Start { get; }

    public ReleaseFiles Files { get; }

    /// <summary>The hosts with their ports.</summary>
    public IReadOnlyCollection<string> Reached => authorities;

    /// <summary>Whether an address is one of the site's own.</summary>
    public bool Owns(Uri address) =>
        address.Scheme is "http" or "https" or "ws" or "wss" && authorities.Contains(Authority(address));

    /// <summary>Whether an address is one of another site of the same client, to which pages may link.</summary>
    public bool MayLinkTo(Uri address) =>
        address.Scheme is "http" or "https" && neighbours.Contains(Authority(address));

    /// <summary>Whether the release itself has what an address of the site names.</summary>
    public bool Has(Uri address) => Files.Has(Uri.UnescapeDataString(address.AbsolutePath));

    /// <summary>How a page of the site is named in a report: its path and query.</summary>
    public static string PathOf(Uri address)
    {
        var fragment = address.Fragment.StartsWith("#/", StringComparison.Ordinal) ? address.Fragment : "";
        var path = address.PathAndQuery + fragment;
        return path.Length <= MaxPath ? path : path[..MaxPath];
    }

    private static HashSet<string> Authorities(IEnumerable<string> hosts, Uri start) =>
        hosts.SelectMany(host => Ports(host, start)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Ports(string host, Uri start) =>
        host.Contains(':', StringComparison.Ordinal) ? [host]

        // On the worker's own machine other ports are other services.
        : host.EndsWith(Local, StringComparison.OrdinalIgnoreCase)
            ? [string.Create(CultureInfo.InvariantCulture, $"{host}:{start.Port}")]
        : [$"{host}:80", $"{host}:443"];

    private static string Authority(Uri address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.IdnHost}:{address.Port}");
}
