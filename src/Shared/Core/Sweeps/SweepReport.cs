namespace TmuxBuilder.Core.Sweeps;

/// <summary>What one sweep did.</summary>
/// <param name="Rung">Sessions with work that were rung for.</param>
/// <param name="WorkersLost">Workers whose heartbeat stands still.</param>
/// <param name="WorkersForgotten">Lost workers that are listed no more.</param>
/// <param name="SessionsExpired">Sessions deleted because their time was up.</param>
/// <param name="UploadsExpired">Files that were announced and never completed.</param>
/// <param name="CommandsRemoved">Commands that were done or nobody needed any more.</param>
/// <param name="SitesReached">Sites that can be reached now and are to be checked.</param>
/// <param name="Failed">The steps that failed and are made again with the next sweep.</param>
public sealed record SweepReport(
    int Rung,
    int WorkersLost,
    int WorkersForgotten,
    int SessionsExpired,
    int UploadsExpired,
    int CommandsRemoved,
    int SitesReached,
    IReadOnlyList<string> Failed);
