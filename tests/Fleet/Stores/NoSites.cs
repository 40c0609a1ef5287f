using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Sites of a fleet whose agents publish nothing.</summary>
internal sealed class NoSites : ISiteStore
{
    private static readonly Task<IReadOnlyList<Site>> NoneOfThem = Task.FromResult<IReadOnlyList<Site>>([]);

    public Task<bool> CreateAsync(Site site, LeaseToken lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Site?> FindAsync(SiteId id, CancellationToken cancellationToken) => Task.FromResult<Site?>(null);

    public Task<Site?> FindByBucketAsync(string bucket, CancellationToken cancellationToken) =>
        Task.FromResult<Site?>(null);

    public Task<Site?> FindBySlugAsync(SessionId session, string slug, CancellationToken cancellationToken) =>
        Task.FromResult<Site?>(null);

    public Task<IReadOnlyList<Site>> ListAsync(SessionId session, CancellationToken cancellationToken) => NoneOfThem;

    public Task<IReadOnlyList<Site>> ListPropagatingAsync(int limit, CancellationToken cancellationToken) => NoneOfThem;

    public Task<IReadOnlyList<Site>> ListPublishingAsync(int limit, CancellationToken cancellationToken) => NoneOfThem;

    public Task<SaveOutcome> SaveAsync(Site site, LeaseToken lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> PutReleaseAsync(
        SessionId session, Release release, LeaseToken lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> PutCheckAsync(
        SiteId site,
        ReleaseId release,
        ReleaseCheck check,
        LeaseToken lease,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Release?> FindReleaseAsync(SiteId site, ReleaseId release, CancellationToken cancellationToken) =>
        Task.FromResult<Release?>(null);

    public Task<IReadOnlyList<Release>> ListReleasesAsync(SiteId site, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Release>>([]);

    public Task<bool> RemoveAllAsync(LeaseToken lease, CancellationToken cancellationToken) => Task.FromResult(true);
}
