using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Api.Admin;

/// <summary>A worker and what it has.</summary>
/// <param name="WorkerId">On AWS the id of its machine.</param>
/// <param name="Capacity">Agents that it may run at once.</param>
/// <param name="Draining">Whether it stores its sessions and takes no more.</param>
/// <param name="StartedAt">When its program began.</param>
/// <param name="Heartbeat">Grows every five seconds; a worker with the same one 18 seconds later is lost.</param>
/// <param name="Sessions">Sessions that it has, idle ones too.</param>
/// <param name="WithWork">Of these, sessions with a turn or command that is not done.</param>
/// <param name="AtWork">Of these, sessions whose agent works: how many agents run of those that may.</param>
/// <param name="Held">Of these, at most 50, those at work first.</param>
/// <param name="Version">Of its program; null when it did not say.</param>
/// <param name="MemoryMb">The machine's memory in units of 1,048,576 bytes; null when it did not say.</param>
/// <param name="Processors">Processors that it may use; null when it did not say.</param>
public sealed record WorkerView(
    string WorkerId,
    int Capacity,
    bool Draining,
    DateTimeOffset StartedAt,
    long Heartbeat,
    int Sessions,
    int WithWork,
    int AtWork,
    IReadOnlyList<HeldSessionView> Held,
    string? Version,
    int? MemoryMb,
    int? Processors)
{
    private const int MostHeld = 50;

    internal static WorkerView From(WorkerLoad load) => new(
        load.Worker.Id.Value,
        load.Worker.Capacity,
        load.Worker.Draining,
        load.Worker.StartedAt,
        load.Worker.Heartbeat,
        load.Sessions.Count,
        load.WithWork,
        load.AtWork,
        [
            .. load.Sessions.Take(MostHeld).Select(
                (session, place) => new HeldSessionView(session.Value, session.Short, place < load.AtWork)),
        ],
        load.Worker.Machine?.Version,
        load.Worker.Machine?.MemoryMb,
        load.Worker.Machine?.Processors);
}
