using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>Stands in for stores that are not there yet.</summary>
internal sealed class StandIns(ILeaseStore leases) : IResourceLedger, ISiteStore, IConnectionStore
{
    private static readonly ConcurrentDictionary<(SessionId, ResourceKind, string), ResourceRecord> Lines = new();
    private static readonly ConcurrentDictionary<SiteId, Site> Sites = new();
    private static readonly ConcurrentDictionary<(SessionId, string), Connection> Connections = new();

    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<IResourceLedger, StandIns>();
        services.TryAddSingleton<ISiteStore, StandIns>();
        services.TryAddSingleton<IConnectionStore, StandIns>();
    }

    public async Task<bool> PutAsync(ResourceRecord record, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (!await StandsAsync(lease, cancellationToken))
        {
            return false;
        }

        Lines[(record.Session, record.Kind, record.Id)] = record;
        return true;
    }

    public Task<IReadOnlyList<ResourceRecord>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ResourceRecord>>([.. Lines.Values.Where(line => line.Session == session)]);

    public async Task<bool> RemoveAsync(
        ResourceKind kind, string id, LeaseToken lease, CancellationToken cancellationToken)
    {
        Lines.TryRemove((lease.Session, kind, id), out _);
        return await StandsAsync(lease, cancellationToken);
    }

    public Task<bool> CreateAsync(Site site, LeaseToken lease, CancellationToken cancellationToken) =>
        Task.FromResult(Sites.TryAdd(site.Id, site));

    public Task<Site?> FindAsync(SiteId id, CancellationToken cancellationToken) =>
        Task.FromResult(Sites.GetValueOrDefault(id));

    public Task<SaveOutcome> SaveAsync(Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        Sites[site.Id] = site;
        return Task.FromResult(SaveOutcome.Saved);
    }

    public Task PutAsync(Connection connection, CancellationToken cancellationToken)
    {
        Connections[(connection.Session, connection.Id)] = connection;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken)
    {
        Connections.TryRemove((session, connection), out _);
        return Task.CompletedTask;
    }

    Task<IReadOnlyList<Connection>> IConnectionStore.ListAsync(
        SessionId session, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Connection>>(
            [.. Connections.Values.Where(connection => connection.Session == session)]);

    public Task<Site?> FindByBucketAsync(string bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Site?> FindBySlugAsync(SessionId session, string slug, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyList<Site>> ISiteStore.ListAsync(SessionId session, CancellationToken cancellationToken) =>
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
        throw new NotSupportedException();

    public Task<IReadOnlyList<Release>> ListReleasesAsync(SiteId site, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> RemoveAllAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private async Task<bool> StandsAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        await leases.FindAsync(lease.Session, cancellationToken) is { } now
        && now.Epoch == lease.Epoch && now.Worker == lease.Worker;
}
