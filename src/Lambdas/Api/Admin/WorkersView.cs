namespace TmuxBuilder.Api.Admin;

/// <summary>The fleet.</summary>
/// <param name="Workers">By their ids.</param>
/// <param name="Waiting">Sessions with a turn or command that is not done, and no worker.</param>
/// <param name="PendingTurns">Turns that wait, whoever has their session.</param>
/// <param name="OldestPendingSeconds">
/// Age of the oldest of them whose session has nothing at work, in seconds; 0 without one.
/// </param>
public sealed record WorkersView(
    IReadOnlyList<WorkerView> Workers, int Waiting, int PendingTurns, long OldestPendingSeconds)
{
    public bool Success { get; } = true;
}
