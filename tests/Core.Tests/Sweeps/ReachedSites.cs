using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Tests.Sweeps;

/// <summary>A publisher that is only asked how far sites are, which the test decides.</summary>
internal sealed class ReachedSites : ISitePublisher
{
    public SiteState State { get; set; } = SiteState.Propagating;

    public Task<SiteState> StateAsync(Site site, CancellationToken cancellationToken) => Task.FromResult(State);

    public Uri UrlOf(string bucket) => throw Never();

    public Task EnsureAsync(Site site, CancellationToken cancellationToken) => throw Never();

    public Task<ReleaseManifest?> FindManifestAsync(
        Site site, ReleaseId release, CancellationToken cancellationToken) => throw Never();

    public Task<string?> FindFolderAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        throw Never();

    public Task UploadAsync(
        Site site,
        ReleaseId release,
        ReleaseManifest manifest,
        string directory,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken) => throw Never();

    public Task<bool> PromoteAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        throw Never();

    public Task<bool> RemoveReleaseAsync(Site site, ReleaseId release, CancellationToken cancellationToken) =>
        throw Never();

    public Task RemoveAsync(Site site, CancellationToken cancellationToken) => throw Never();

    private static NotSupportedException Never() => new("A sweep only looks.");
}
