using System.Text.RegularExpressions;

namespace TmuxBuilder.SiteHost;

/// <summary>Tells the hosts of sites from all others.</summary>
internal sealed partial class SiteHostNames(string domain)
{
    private const string BucketPrefix = "tmux-";

    private readonly string suffix = '.' + domain.ToLowerInvariant();

    /// <summary>
    /// Which site a host name means. Whatever only looks like a site's is one nobody has, so that no page ever shares
    /// an origin with the portal.
    /// </summary>
    public (bool IsSite, string? Bucket) Find(string host)
    {
        var name = host.ToLowerInvariant().TrimEnd('.');
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
        {
            return (false, null);
        }

        var labels = name[..^suffix.Length];
        return BucketPattern().IsMatch(labels)
            ? (true, labels)
            : (labels.Split('.').Any(label => label.StartsWith(BucketPrefix, StringComparison.Ordinal)), null);
    }

    [GeneratedRegex(@"^tmux-[0-9a-f]{12}-[a-z0-9]+(-[a-z0-9]+)*-[0-9]{8}-[0-9]{6}\z")]
    private static partial Regex BucketPattern();
}
