namespace TmuxBuilder.Builder.Workers;

/// <summary>What one look of a worker at its own machine did; each number counts one case.</summary>
/// <param name="PanesKilled">Panes of sessions that are not this worker's.</param>
/// <param name="SessionsTakenUp">Sessions leased to this worker that no owner here cared for.</param>
internal readonly record struct WorkerSweep(int PanesKilled, int SessionsTakenUp);
