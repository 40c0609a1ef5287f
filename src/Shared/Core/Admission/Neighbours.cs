using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Core.Admission;

/// <summary>
/// The other workers' free places, as they were told last. One that was promised counts as taken until its worker tells
/// anew, so that two full workers cannot send the same session to and fro.
/// </summary>
public sealed class Neighbours(WorkerId self)
{
    private readonly Lock gate = new();
    private readonly Dictionary<WorkerId, (long Heartbeat, int Free, int Promised)> known = [];

    /// <summary>Takes note of the workers as they are stored now.</summary>
    /// <param name="isLost">Whether nothing was heard of a worker for too long.</param>
    public void Observe(IReadOnlyList<WorkerRecord> workers, Func<WorkerId, bool> isLost)
    {
        lock (gate)
        {
            var before = known.ToDictionary();
            known.Clear();
            foreach (var worker in workers.Where(worker => worker.Id != self && !worker.Draining && !isLost(worker.Id)))
            {
                var promised = before.TryGetValue(worker.Id, out var last) && last.Heartbeat == worker.Heartbeat
                    ? last.Promised
                    : 0;
                known[worker.Id] = (worker.Heartbeat, worker.Places?.Free ?? 0, promised);
            }
        }
    }

    /// <summary>
    /// The worker with the most free places, one of which is taken by this; <see langword="null"/> when none has any.
    /// </summary>
    public WorkerId? Take()
    {
        lock (gate)
        {
            var (worker, places) = known.OrderByDescending(one => one.Value.Free - one.Value.Promised)
                .ThenBy(one => one.Key.Value, StringComparer.Ordinal)
                .FirstOrDefault();
            if (places.Free <= places.Promised)
            {
                return null;
            }

            known[worker] = places with { Promised = places.Promised + 1 };
            return worker;
        }
    }
}
