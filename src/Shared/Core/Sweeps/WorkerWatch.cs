using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Notices workers whose heartbeat stands still, on the clock of whoever looks: clocks of different machines are never
/// compared, so it takes two looks of one process. All their sessions are rung for, also those without work: whoever
/// hears it takes them over, and one that nobody holds keeps no worker listed.
/// </summary>
public sealed partial class WorkerWatch(
    ILeaseStore leases, IDoorbell doorbell, TimeProvider time, ILogger<WorkerWatch> logger)
{
    /// <summary>
    /// A worker whose heartbeat stands still for so long is lost: after it has stopped its agents (15 s), and so early
    /// that one who looks every five seconds has its sessions within 25.
    /// </summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(18);

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private readonly Dictionary<WorkerId, Sighting> seen = [];

    /// <summary>
    /// Looks once; returns how many workers are lost, how many sessions of theirs were rung for, and how many workers
    /// are listed no more.
    /// </summary>
    public async Task<(int Lost, int Stranded, int Forgotten)> LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var workers = await leases.ListWorkersAsync(cancellationToken);
        foreach (var gone in seen.Keys.Except(workers.Select(worker => worker.Id)).ToList())
        {
            seen.Remove(gone);
        }

        var (lost, stranded, forgotten) = (0, 0, 0);
        foreach (var worker in workers)
        {
            if (!seen.TryGetValue(worker.Id, out var last) || last.Heartbeat != worker.Heartbeat)
            {
                seen[worker.Id] = new Sighting(worker.Heartbeat, now, IsTold: false);
                continue;
            }

            var silent = time.GetElapsedTime(last.At, now);
            if (silent < LostAfter)
            {
                continue;
            }

            lost++;
            if (!last.IsTold)
            {
                LogLost(worker.Id.Value, silent);
                seen[worker.Id] = last with { IsTold = true };
            }

            var held = await leases.ListHeldAsync(worker.Id, cancellationToken);
            stranded += held.Count;
            foreach (var lease in held)
            {
                await doorbell.RingAsync(lease.Session, cancellationToken);
            }

            if (silent >= ForgottenAfter && held.Count == 0)
            {
                await doorbell.RemoveLineAsync(worker.Id, cancellationToken);
                await leases.RemoveWorkerAsync(worker.Id, cancellationToken);
                forgotten++;
            }
        }

        return (lost, stranded, forgotten);
    }

    [LoggerMessage(LogLevel.Warning, "Worker {WorkerId} is lost: nothing was heard of it for {Elapsed}")]
    private partial void LogLost(string workerId, TimeSpan elapsed);

    private readonly record struct Sighting(long Heartbeat, long At, bool IsTold);
}
