using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Core.Leases;

/// <summary>Looks at all workers at once.</summary>
public sealed class Fleet(ILeaseStore leases, ISessionStore sessions, TimeProvider time)
{
    /// <summary>Sessions with work that are looked at; of more, some count as idle.</summary>
    public const int MostWork = 2_000;

    /// <summary>
    /// The workers by their ids. One that is lost stays listed with a heartbeat that stands still, until its sessions
    /// are taken over and the sweep forgets it.
    /// </summary>
    public async Task<FleetReport> LookAsync(CancellationToken cancellationToken)
    {
        var waiting = (await sessions.ListWithWorkAsync(MostWork, cancellationToken)).ToHashSet();
        var loads = await sessions.ListLoadsAsync(MostWork, cancellationToken);
        var atWork = loads.Where(load => load.IsAtWork).Select(load => load.Session).ToHashSet();
        var found = new List<WorkerLoad>();
        foreach (var worker in await leases.ListWorkersAsync(cancellationToken))
        {
            var held = await leases.ListHeldAsync(worker.Id, cancellationToken);
            found.Add(new WorkerLoad(
                worker,
                [.. held.Select(lease => lease.Session).OrderByDescending(atWork.Contains)],
                held.Count(lease => waiting.Remove(lease.Session)),
                held.Count(lease => atWork.Contains(lease.Session))));
        }

        return new FleetReport(
            [.. found.OrderBy(one => one.Worker.Id.Value, StringComparer.Ordinal)],
            waiting.Count,
            loads.Sum(load => load.Queued),
            FleetWatch.OldestOf(loads, time.GetUtcNow()));
    }
}
