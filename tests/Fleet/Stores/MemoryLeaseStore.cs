using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Workers and leases in memory.</summary>
internal sealed class MemoryLeaseStore(Storage storage, ILink link, Func<long> now) : ILeaseStore
{
    public Task RegisterAsync(WorkerRecord worker, CancellationToken cancellationToken) => link.CallAsync(
        () => storage.Workers[worker.Id.Value] = storage.Workers.TryGetValue(worker.Id.Value, out var before)
            ? worker with { Heartbeat = before.Heartbeat, Places = before.Places }
            : worker with { Places = null },
        cancellationToken);

    public Task<long?> HeartbeatAsync(WorkerId worker, CancellationToken cancellationToken) =>
        link.CallAsync(() => Beat(worker), cancellationToken);

    public Task AdvertiseAsync(WorkerId worker, WorkerPlaces places, CancellationToken cancellationToken) =>
        link.CallAsync(() => Advertise(worker, places), cancellationToken);

    public Task<IReadOnlyList<WorkerRecord>> ListWorkersAsync(CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<WorkerRecord>>(() => [.. storage.Workers.Values], cancellationToken);

    public Task RemoveWorkerAsync(WorkerId worker, CancellationToken cancellationToken) =>
        link.CallAsync(() => Remove(worker), cancellationToken);

    public Task<Lease?> FindAsync(SessionId session, CancellationToken cancellationToken) => link.CallAsync(
        () => storage.Find(session) is { Epoch: > 0 } entry ? new Lease(session, entry.Worker, entry.Epoch) : null,
        cancellationToken);

    public Task<LeaseToken?> AcquireAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken)
    {
        var asked = now();
        return link.CallAsync(() => Acquire(session, worker, asked), cancellationToken);
    }

    public Task<LeaseToken?> TakeOverAsync(Lease seen, WorkerId worker, CancellationToken cancellationToken)
    {
        var asked = now();
        return link.CallAsync(() => TakeOver(seen, worker, asked), cancellationToken);
    }

    public Task<bool> ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        var asked = now();
        return link.CallAsync(() => Release(lease, asked), cancellationToken);
    }

    public Task<IReadOnlyList<LeaseToken>> ListHeldAsync(WorkerId worker, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<LeaseToken>>(
            () => storage.Held.TryGetValue(worker, out var held)
                ? [.. held.Select(entry => new LeaseToken(entry.Id, worker, entry.Epoch))]
                : [],
            cancellationToken);

    private long? Beat(WorkerId worker)
    {
        if (!storage.Workers.TryGetValue(worker.Value, out var found))
        {
            return null;
        }

        storage.Workers[worker.Value] = found with { Heartbeat = found.Heartbeat + 1 };
        storage.Witness.Beat(worker);
        return found.Heartbeat + 1;
    }

    private bool Remove(WorkerId worker)
    {
        storage.Witness.Gone(worker);
        return storage.Workers.Remove(worker.Value);
    }

    private bool Advertise(WorkerId worker, WorkerPlaces places)
    {
        if (storage.Workers.TryGetValue(worker.Value, out var found))
        {
            storage.Workers[worker.Value] = found with { Places = places };
        }

        return true;
    }

    private LeaseToken? Acquire(SessionId session, WorkerId worker, long asked) => storage.Find(session) switch
    {
        null => null,
        { Worker: null } free => Give(free, worker, asked),
        { Worker: var holder } held when holder == worker => new LeaseToken(session, worker, held.Epoch),
        _ => null,
    };

    private LeaseToken? TakeOver(Lease seen, WorkerId worker, long asked) =>
        storage.Find(seen.Session) is { } entry
        && (storage.Bug == PlantedBug.DoubleTakeOver
            || (entry.Epoch == seen.Epoch && entry.Worker == seen.Worker && seen.Epoch > 0))
            ? Give(entry, worker, asked)
            : null;

    private LeaseToken Give(SessionEntry entry, WorkerId worker, long asked)
    {
        var from = entry.Worker;
        entry.Epoch++;
        storage.Give(entry, worker);
        var lease = new LeaseToken(entry.Id, worker, entry.Epoch);
        storage.Witness.Given(lease, from, asked);
        return lease;
    }

    private bool Release(LeaseToken lease, long asked)
    {
        if (storage.Find(lease.Session) is not { } entry
            || entry.Epoch != lease.Epoch
            || entry.Worker != lease.Worker)
        {
            return false;
        }

        storage.Give(entry, null);
        storage.Witness.Released(lease, asked);
        return true;
    }
}
