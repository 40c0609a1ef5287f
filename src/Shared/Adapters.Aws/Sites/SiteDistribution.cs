using Amazon.CloudFront.Model;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>A site's distribution as it is now.</summary>
/// <param name="Config">With all that was read, so that an update loses nothing.</param>
/// <param name="ETag">Of this very state: an update of another is refused.</param>
internal sealed record SiteDistribution(
    string Id, string Arn, string Domain, bool IsDeployed, DistributionConfig Config, string ETag)
{
    public bool IsEnabled => Config.Enabled == true;

    /// <summary>The function it has on its one behaviour, if any.</summary>
    public string? FunctionArn =>
        Config.DefaultCacheBehavior?.FunctionAssociations?.Items?.FirstOrDefault()?.FunctionARN;
}
