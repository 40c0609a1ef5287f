namespace TmuxBuilder.Core.Signals;

/// <summary>How much there is to do, and who there is to do it.</summary>
/// <param name="PendingTurns">Turns that wait; of paused sessions, too.</param>
/// <param name="OldestPending">
/// Age of the oldest turn that waits although nothing of its session is at work; zero without one.
/// </param>
/// <param name="AtWork">Turns that an agent works on: places that are used.</param>
/// <param name="Workers">Workers that are registered, lost ones until the sweep forgets them.</param>
/// <param name="Places">Agents that all workers may run at once; those that drain count none.</param>
public sealed record FleetSigns(int PendingTurns, TimeSpan OldestPending, int AtWork, int Workers, int Places);
