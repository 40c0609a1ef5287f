using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Core.Leases;

/// <summary>A worker as stored.</summary>
/// <param name="Heartbeat">A counter that grows every five seconds; observers watch it move on their own clock.</param>
/// <param name="Capacity">Agents it may run at once.</param>
public sealed record WorkerRecord(WorkerId Id, long Heartbeat, int Capacity, bool Draining, DateTimeOffset StartedAt)
{
    /// <summary>What it told last of its places; <see langword="null"/> before it has told any.</summary>
    public WorkerPlaces? Places { get; init; }

    /// <summary>What it runs on; <see langword="null"/> of one that did not say.</summary>
    public WorkerMachine? Machine { get; init; }
}
