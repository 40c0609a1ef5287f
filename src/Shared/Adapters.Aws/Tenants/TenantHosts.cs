namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>
/// Where what <see cref="TenantPolicy"/> allows is asked for: the session's own buckets, each by its own name, the API
/// of the CDN, and whoever tells whose keys these are.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html. The address that all buckets of a region
/// have in common is not among them.
/// </remarks>
internal static class TenantHosts
{
    /// <summary>The one region that clients leave out of a bucket's address.</summary>
    private const string Unnamed = "us-east-1";

    public static IReadOnlyList<string> Of(string region, IEnumerable<string> buckets) =>
    [
        .. buckets.SelectMany(bucket => OfBucket(region, bucket)),
        "cloudfront.amazonaws.com",
        $"sts.{region}.amazonaws.com",
    ];

    private static IEnumerable<string> OfBucket(string region, string bucket) => region == Unnamed
        ? [$"{bucket}.s3.{region}.amazonaws.com", $"{bucket}.s3.amazonaws.com"]
        : [$"{bucket}.s3.{region}.amazonaws.com"];
}
