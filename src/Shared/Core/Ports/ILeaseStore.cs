using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Keeps workers and who owns which session. Leases do not expire by time: they fall with their worker's heartbeat.
/// </summary>
public interface ILeaseStore
{
    /// <summary>
    /// Adds or replaces a worker, all but its places; its heartbeat goes on from where it was.
    /// </summary>
    Task RegisterAsync(WorkerRecord worker, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the worker's counter and returns it; <see langword="null"/> when the worker is not registered.
    /// </summary>
    Task<long?> HeartbeatAsync(WorkerId worker, CancellationToken cancellationToken);

    /// <summary>Tells of the worker's places; nothing is written of one that is not registered.</summary>
    Task AdvertiseAsync(WorkerId worker, WorkerPlaces places, CancellationToken cancellationToken);

    Task<IReadOnlyList<WorkerRecord>> ListWorkersAsync(CancellationToken cancellationToken);

    /// <summary>Removes a worker; its leases stay until taken over. Absent is fine.</summary>
    Task RemoveWorkerAsync(WorkerId worker, CancellationToken cancellationToken);

    /// <summary>The session's lease, or <see langword="null"/> when it never had one.</summary>
    Task<Lease?> FindAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a lease that is free, or <paramref name="worker"/>'s own already (which keeps its epoch). A lease that was
    /// free gets a new, higher epoch. <see langword="null"/> when another worker holds it or there is no such session.
    /// </summary>
    Task<LeaseToken?> AcquireAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over the lease seen as <paramref name="seen"/> from a worker held to be lost, with a higher epoch.
    /// <see langword="null"/> when the lease has changed since: of several, one wins.
    /// </summary>
    Task<LeaseToken?> TakeOverAsync(Lease seen, WorkerId worker, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; false when it has passed on already.</summary>
    Task<bool> ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>Sessions whose lease <paramref name="worker"/> holds.</summary>
    Task<IReadOnlyList<LeaseToken>> ListHeldAsync(WorkerId worker, CancellationToken cancellationToken);
}
