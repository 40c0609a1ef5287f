using System.Text.RegularExpressions;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// What lies where in a site's bucket: <c>releases/{release}/…</c> has a release's files, <c>manifests/{release}</c> is
/// there once all of them are, <c>live/…</c> is what the CDN serves, and <c>current</c> says of which release that is.
/// </summary>
internal static partial class SiteKeys
{
    public const string Live = "live/";
    public const string Current = "current";

    public static string Release(ReleaseId release) => $"releases/{release.Value}/";

    public static string Manifest(ReleaseId release) => $"manifests/{release.Value}";

    /// <exception cref="ArgumentException">It is not the name of a site's bucket.</exception>
    public static string CheckedBucket(string bucket) => BucketPattern().IsMatch(bucket)
        ? bucket
        : throw new ArgumentException($"'{bucket}' is not the bucket of a site.", nameof(bucket));

    /// <summary>Only such are ever made, emptied or removed.</summary>
    [GeneratedRegex(@"^tmux-[a-z0-9-]{0,57}[a-z0-9]\z")]
    private static partial Regex BucketPattern();
}
