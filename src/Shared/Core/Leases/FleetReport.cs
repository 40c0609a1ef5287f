namespace TmuxBuilder.Core.Leases;

/// <summary>The workers there are and the work that none of them has.</summary>
/// <param name="Waiting">
/// Sessions with a turn or command that is not done, whose lease no worker of the list holds; of at most
/// <see cref="Fleet.MostWork"/> sessions with work.
/// </param>
/// <param name="PendingTurns">Turns that wait, whoever holds their session.</param>
/// <param name="OldestPending">Age of the oldest of them whose session has nothing at work; zero without one.</param>
public sealed record FleetReport(
    IReadOnlyList<WorkerLoad> Workers, int Waiting, int PendingTurns, TimeSpan OldestPending);
