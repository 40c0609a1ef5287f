using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps longer admin work and what came of each part of it.</summary>
public interface IOperationStore
{
    Task CreateAsync(Operation operation, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the item with the same subject; false when the operation or the item is absent or, when a lease is
    /// given, the lease has passed on.
    /// </summary>
    Task<bool> SaveItemAsync(
        OperationId operation, OperationItem item, LeaseToken? lease, CancellationToken cancellationToken);

    Task<Operation?> FindAsync(OperationId id, CancellationToken cancellationToken);
}
