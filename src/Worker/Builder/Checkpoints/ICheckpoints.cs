using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>Workspaces as they are stored for other machines.</summary>
internal interface ICheckpoints
{
    /// <summary>
    /// Stores the workspace if it changed. What goes wrong with it is no reason to stop working: it is told in the
    /// result.
    /// </summary>
    /// <param name="forget">Keeps no older generation: something in it must not be found again.</param>
    /// <exception cref="OwnershipLostException">The lease has passed on.</exception>
    Task<CheckpointResult> SaveAsync(LeaseToken lease, bool forget, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that the workspace on this machine is the newest there is: restores it when it is missing or was used
    /// by another worker since, and fills that of a copy.
    /// </summary>
    /// <param name="clear">Ends whatever still uses the folder; called before another is put in its place.</param>
    /// <exception cref="OwnershipLostException">The lease has passed on.</exception>
    /// <exception cref="TimeoutException">It took too long; the folder is as it was.</exception>
    Task<RestoreOutcome> RestoreAsync(
        LeaseToken lease, Func<CancellationToken, Task> clear, CancellationToken cancellationToken);

    /// <summary>
    /// Removes every stored generation: what is on this machine is all there is then. What a later lease stores is left
    /// to its owner.
    /// </summary>
    /// <exception cref="OwnershipLostException">The lease has passed on.</exception>
    Task DropAsync(LeaseToken lease, CancellationToken cancellationToken);
}
