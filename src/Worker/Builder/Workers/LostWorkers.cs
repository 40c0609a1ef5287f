using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Workers;

/// <summary>
/// Watches the other workers' heartbeats on this worker's own clock: one that stands still, or is registered no more,
/// for long enough is lost. Clocks of different machines are never compared.
/// </summary>
internal sealed class LostWorkers(
    BuilderOptions options, ILeaseStore leases, Neighbours neighbours, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<WorkerId, (long Heartbeat, long SeenAt)> seen = [];
    private readonly HashSet<WorkerId> told = [];
    private readonly long began = time.GetTimestamp();
    private bool toldOfUnseen;
    private TaskCompletionSource changed = NewSignal();

    /// <summary>
    /// Waits until <see cref="HasNews"/> may have some, or <see cref="Wake"/>. With no other worker to watch there is
    /// nothing to wake up for.
    /// </summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var (due, signal) = Next();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await signal.OrAsync(Task.Delay(due ?? Timeout.InfiniteTimeSpan, time, enough.Token));
        enough.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (changed.Task.IsCompleted)
            {
                changed = NewSignal();
            }
        }
    }

    /// <summary>Ends a wait.</summary>
    public void Wake()
    {
        lock (gate)
        {
            changed.TrySetResult();
        }
    }

    /// <summary>Looks how the workers stand now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var workers = await leases.ListWorkersAsync(cancellationToken);
        Observe(workers);
        neighbours.Observe(workers, IsLost);
    }

    /// <summary>
    /// As <see cref="IsLost"/>, and so it is now: one that this worker has only not looked for may live.
    /// </summary>
    public async Task<bool> IsStillLostAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        if (!IsLost(worker))
        {
            return false;
        }

        await LookAsync(cancellationToken);
        return IsLost(worker);
    }

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
                    var isNew = !seen.ContainsKey(worker.Id) | told.Remove(worker.Id);
                    seen[worker.Id] = (worker.Heartbeat, now);
                    if (isNew && worker.Id != options.Worker)
                    {
                        changed.TrySetResult();
                    }
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
                news |= worker != options.Worker && IsLong(last.SeenAt) && told.Add(worker);
            }

            return news;
        }
    }

    /// <summary>When the next worker is lost if nothing is heard of it, and what ends the wait before.</summary>
    private (TimeSpan? Due, Task Signal) Next()
    {
        lock (gate)
        {
            var watched = seen.Where(worker => worker.Key != options.Worker && !told.Contains(worker.Key))
                .Select(worker => worker.Value.SeenAt)
                .Concat(toldOfUnseen ? [] : [began]);
            return (watched.Any() ? RestOf(watched.Min()) : null, changed.Task);
        }
    }

    /// <summary>
    /// In whole milliseconds, as timers count, rounded up: one that rings early would ring again at once.
    /// </summary>
    private TimeSpan RestOf(long since) => TimeSpan.FromMilliseconds(
        Math.Max(0, Math.Ceiling((options.LostAfter - time.GetElapsedTime(since)).TotalMilliseconds)));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsLong(long since) => time.GetElapsedTime(since) >= options.LostAfter;
}
