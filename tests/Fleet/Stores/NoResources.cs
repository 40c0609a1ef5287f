using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>The ledger of a fleet for whose sessions nothing is made.</summary>
internal sealed class NoResources : IResourceLedger
{
    private static readonly Task<IReadOnlyList<ResourceRecord>> None =
        Task.FromResult<IReadOnlyList<ResourceRecord>>([]);

    public Task<bool> PutAsync(ResourceRecord record, LeaseToken lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ResourceRecord>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        None;

    public Task<IReadOnlyList<ResourceRecord>> ListUnsettledAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken) => None;

    public Task<bool> RemoveAsync(
        ResourceKind kind, string id, LeaseToken lease, CancellationToken cancellationToken) => Task.FromResult(true);
}
