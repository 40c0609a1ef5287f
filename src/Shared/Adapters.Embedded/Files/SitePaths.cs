using System.Text.RegularExpressions;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>
/// Where sites are: <c>sites/{bucket}/releases/{release}/…</c> has a release's files,
/// <c>sites/{bucket}/manifests/{release}</c> is there once all of them are, and <c>sites/{bucket}/current</c> names the
/// release that is served.
/// </summary>
internal sealed partial class SitePaths(DataFolder folder)
{
    public string Root { get; } = Path.Combine(folder.Path, "sites");

    /// <exception cref="ArgumentException">It is not the name of a bucket.</exception>
    public string Site(string bucket) => BucketPattern().IsMatch(bucket)
        ? Path.Combine(Root, bucket)
        : throw new ArgumentException($"'{bucket}' is not a bucket.", nameof(bucket));

    public string Releases(string bucket) => Path.Combine(Site(bucket), "releases");

    public string Release(string bucket, ReleaseId release) => Path.Combine(Releases(bucket), release.Value);

    public string Manifests(string bucket) => Path.Combine(Site(bucket), "manifests");

    public string Manifest(string bucket, ReleaseId release) => Path.Combine(Manifests(bucket), release.Value);

    public string Current(string bucket) => Path.Combine(Site(bucket), "current");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z")]
    private static partial Regex BucketPattern();
}
