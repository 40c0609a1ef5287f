using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Signals;

/// <summary>Reads how the fleet stands from the store.</summary>
public sealed class FleetWatch(ILeaseStore leases, ISessionStore sessions, TimeProvider time)
{
    public async Task<FleetSigns> ReadAsync(CancellationToken cancellationToken)
    {
        var loads = await sessions.ListLoadsAsync(Fleet.MostWork, cancellationToken);
        var workers = await leases.ListWorkersAsync(cancellationToken);
        return new FleetSigns(
            loads.Sum(load => load.Queued),
            OldestOf(loads, time.GetUtcNow()),
            loads.Count(load => load.IsAtWork),
            workers.Count,
            workers.Where(worker => !worker.Draining).Sum(worker => worker.Capacity));
    }

    /// <summary>How long the oldest turn waits that nothing of its own session keeps from being taken.</summary>
    internal static TimeSpan OldestOf(IReadOnlyList<SessionLoad> loads, DateTimeOffset now)
    {
        var since = loads.Where(load => load.Running is null).Min(load => load.OldestQueued);
        return since < now ? now - since.Value : TimeSpan.Zero;
    }
}
