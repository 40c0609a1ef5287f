using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps sites and their releases.</summary>
public interface ISiteStore
{
    /// <summary>
    /// Stores a new site; false when the bucket is taken (by any session) or the lease has passed on.
    /// </summary>
    Task<bool> CreateAsync(Site site, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>Finds a site by id, or <see langword="null"/>.</summary>
    Task<Site?> FindAsync(SiteId id, CancellationToken cancellationToken);

    /// <summary>Finds the site served from a bucket, or <see langword="null"/>.</summary>
    Task<Site?> FindByBucketAsync(string bucket, CancellationToken cancellationToken);

    /// <summary>The session's newest site with this slug, or <see langword="null"/>.</summary>
    Task<Site?> FindBySlugAsync(SessionId session, string slug, CancellationToken cancellationToken);

    /// <summary>The session's sites, newest first.</summary>
    Task<IReadOnlyList<Site>> ListAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Sites of any session that are <see cref="SiteState.Propagating"/>, in no order; at most
    /// <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<Site>> ListPropagatingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Sites of any session that are <see cref="SiteState.Publishing"/>, in no order; at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<Site>> ListPublishingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Saves a site unless a newer version was saved first or the lease has passed on.</summary>
    Task<SaveOutcome> SaveAsync(Site site, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>
    /// Adds or replaces a release, all but what came of its check; false when the lease has passed on.
    /// </summary>
    Task<bool> PutReleaseAsync(
        SessionId session, Release release, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what came of a release's check and leaves the rest of it as it is; false when there is no such release,
    /// or the lease has passed on.
    /// </summary>
    Task<bool> PutCheckAsync(
        SiteId site,
        ReleaseId release,
        ReleaseCheck check,
        LeaseToken lease,
        CancellationToken cancellationToken);

    /// <summary>Finds a release of the site, or <see langword="null"/>.</summary>
    Task<Release?> FindReleaseAsync(SiteId site, ReleaseId release, CancellationToken cancellationToken);

    /// <summary>The site's releases, newest first.</summary>
    Task<IReadOnlyList<Release>> ListReleasesAsync(SiteId site, CancellationToken cancellationToken);

    /// <summary>Removes the sites and releases of the lease's session; false when the lease has passed on.</summary>
    Task<bool> RemoveAllAsync(LeaseToken lease, CancellationToken cancellationToken);
}
