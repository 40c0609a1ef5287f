using System.Text.RegularExpressions;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>How sites are published.</summary>
public sealed partial record SiteOptions
{
    /// <summary>
    /// Each site is at <c>https://{bucket}.{Domain}/</c>; the names below it lead to the CDN. Empty: each site is at
    /// the address that the CDN gives it.
    /// </summary>
    public string Domain { get; init; } = "";

    /// <summary>The certificate of all names below <see cref="Domain"/>, in us-east-1.</summary>
    public string CertificateArn { get; init; } = "";

    /// <summary>Where the CDN has copies; default <c>PriceClass_100</c>: North America and Europe.</summary>
    public string PriceClass { get; init; } = "PriceClass_100";

    /// <summary>
    /// How long the CDN keeps what files themselves say; default AWS's <c>CachingOptimized</c>: compressed, and what is
    /// <c>no-cache</c> for a second.
    /// </summary>
    public string CachePolicyId { get; init; } = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    /// <summary>The headers that every answer has; default AWS's <c>SecurityHeadersPolicy</c>.</summary>
    public string ResponseHeadersPolicyId { get; init; } = "67f7725c-6f97-4210-82d7-5512b31e9d03";

    /// <summary>Distributions the account may have; default 500.</summary>
    public int DistributionQuota { get; init; } = 500;

    /// <summary>
    /// Where releases are fetched to when they are looked at, absolute; default beneath the machine's temporary folder.
    /// </summary>
    public string CacheFolder { get; init; } = Path.Combine(Path.GetTempPath(), "tmux-builder-releases");

    /// <summary>Files on their way at once; default 32.</summary>
    public int AtOnce { get; init; } = 32;

    /// <summary>How long a removal waits for the CDN; default 20 minutes.</summary>
    public TimeSpan RemovalPatience { get; init; } = TimeSpan.FromMinutes(20);

    internal IEnumerable<string> Mistakes()
    {
        if (Domain.Length > 0 && !DomainPattern().IsMatch(Domain))
        {
            yield return $"Sites.Domain is '{Domain}'; it has to be a domain like sites.example.com, or empty.";
        }

        if (Domain.Length > 0 && !CertificatePattern().IsMatch(CertificateArn))
        {
            yield return $"Sites.CertificateArn is '{CertificateArn}'; with a domain of their own sites need its "
                + "certificate, and the CDN takes those of us-east-1 only.";
        }

        if (!Path.IsPathFullyQualified(CacheFolder))
        {
            yield return $"Sites.CacheFolder is '{CacheFolder}'; it has to be absolute.";
        }

        if (AtOnce is < 1 or > 256)
        {
            yield return $"Sites.AtOnce is {AtOnce}; 1 to 256 files can be on their way.";
        }

        if (DistributionQuota < 1)
        {
            yield return $"Sites.DistributionQuota is {DistributionQuota}; without a distribution there is no site.";
        }

        if (RemovalPatience <= TimeSpan.Zero)
        {
            yield return $"Sites.RemovalPatience is {RemovalPatience}; the CDN needs minutes to let go of a site.";
        }
    }

    [GeneratedRegex(@"^(?=.{1,180}\z)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\z")]
    private static partial Regex DomainPattern();

    [GeneratedRegex(@"^arn:aws:acm:us-east-1:\d{12}:certificate/[\w-]+\z")]
    private static partial Regex CertificatePattern();
}
