using TmuxBuilder.Core.Operations;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps longer admin work and what came of each part of it.</summary>
public interface IOperationStore
{
    Task CreateAsync(Operation operation, CancellationToken cancellationToken);

    /// <summary>Replaces the item with the same subject; false when the operation or the item is absent.</summary>
    Task<bool> SaveItemAsync(OperationId operation, OperationItem item, CancellationToken cancellationToken);

    Task<Operation?> FindAsync(OperationId id, CancellationToken cancellationToken);
}
