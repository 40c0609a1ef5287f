using System.Collections.Concurrent;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>The line of all workers and the line of each.</summary>
internal sealed class RingLines
{
    private readonly ConcurrentDictionary<WorkerId, RingLine> own = [];

    public RingLine All { get; } = new();

    public RingLine? Find(WorkerId worker) => own.GetValueOrDefault(worker);

    public RingLine Lay(WorkerId worker) => own.GetOrAdd(worker, static _ => new RingLine());

    public bool Remove(WorkerId worker) => own.TryRemove(worker, out _);

    /// <summary>Has everybody look, who may hear again by now.</summary>
    public void WakeAll()
    {
        All.Wake(all: true);
        foreach (var (_, line) in own.OrderBy(one => one.Key.Value, StringComparer.Ordinal))
        {
            line.Wake(all: true);
        }
    }
}
