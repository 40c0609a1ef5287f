using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Builder.Workers;

/// <summary>
/// Watches the other workers' heartbeats on this worker's own clock: one that stands still, or is registered no more, for
/// long enough is lost. Clocks of different machines are never compared.
/// </summary>
internal sealed class LostWorkers(BuilderOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<WorkerId, (long Heartbeat, long SeenAt)> seen = [];
    private readonly HashSet<WorkerId> told = [];
    private readonly long began = time.GetTimestamp();
    private bool toldOfUnseen;

    /// <summary>Takes note of the workers as they are stored now.</summary>
    public void Observe(IReadOnlyList<WorkerRecord> workers)
    {
        var now = time.GetTimestamp();
        lock (gate)
        {
            foreach (var worker in workers)
            {
                if (!seen.TryGetValue(worker.Id, out var before) || before.Heartbeat != worker.Heartbeat)
                {
                    seen[worker.Id] = (worker.Heartbeat, now);
                }
            }
        }
    }

    /// <summary>Whether nothing was seen of the worker for so long that its sessions may be taken over.</summary>
    public bool IsLost(WorkerId worker)
    {
        lock (gate)
        {
            var since = seen.TryGetValue(worker, out var last) ? last.SeenAt : began;
            return worker != options.Worker && IsLong(since);
        }
    }

    /// <summary>Whether a worker was lost since this was last asked; those never seen are lost together.</summary>
    public bool HasNews()
    {
        lock (gate)
        {
            var news = !toldOfUnseen && IsLong(began);
            toldOfUnseen |= news;
            foreach (var (worker, last) in seen)
            {
                if (worker == options.Worker || !IsLong(last.SeenAt))
                {
                    told.Remove(worker);
                }
                else
                {
                    news |= told.Add(worker);
                }
            }

            return news;
        }
    }

    private bool IsLong(long since) => time.GetElapsedTime(since) >= options.LostAfter;
}
