using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Api.Admin;

/// <summary>A worker and what it has.</summary>
/// <param name="WorkerId">On AWS the id of its machine.</param>
/// <param name="Capacity">Agents that it may run at once.</param>
/// <param name="Draining">Whether it stores its sessions and takes no more.</param>
/// <param name="StartedAt">When its program began.</param>
/// <param name="Heartbeat">Grows every five seconds; a worker with the same one 20 seconds later is lost.</param>
/// <param name="Sessions">Sessions that it has, idle ones too.</param>
/// <param name="WithWork">Of these, sessions with a turn or command that is not done.</param>
public sealed record WorkerView(
    string WorkerId,
    int Capacity,
    bool Draining,
    DateTimeOffset StartedAt,
    long Heartbeat,
    int Sessions,
    int WithWork)
{
    internal static WorkerView From(WorkerLoad load) => new(
        load.Worker.Id.Value,
        load.Worker.Capacity,
        load.Worker.Draining,
        load.Worker.StartedAt,
        load.Worker.Heartbeat,
        load.Sessions,
        load.WithWork);
}
