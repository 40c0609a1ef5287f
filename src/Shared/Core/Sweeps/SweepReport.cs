namespace TmuxBuilder.Core.Sweeps;

/// <summary>What one sweep did; each number counts one case.</summary>
public sealed record SweepReport
{
    /// <summary>Sessions with work that were rung for, in case their doorbell was lost.</summary>
    public int Rung { get; init; }

    /// <summary>Workers whose heartbeat stands still.</summary>
    public int WorkersLost { get; init; }

    /// <summary>Sessions held by them that were rung for, so that others take them over.</summary>
    public int SessionsStranded { get; init; }

    /// <summary>Lost workers that are listed no more, and whose line is gone.</summary>
    public int WorkersForgotten { get; init; }

    /// <summary>Half-created sessions whose first work begins now.</summary>
    public int SessionsBegun { get; init; }

    /// <summary>Half-created sessions that nobody was told of and that were erased.</summary>
    public int SessionsTakenBack { get; init; }

    /// <summary>Sessions deleted because their time was up.</summary>
    public int SessionsExpired { get; init; }

    /// <summary>Onboarding requests that nobody decided in time.</summary>
    public int RequestsExpired { get; init; }

    /// <summary>Files that were announced and never completed.</summary>
    public int UploadsExpired { get; init; }

    /// <summary>Commands that were done or nobody needed any more.</summary>
    public int CommandsRemoved { get; init; }

    /// <summary>Sites that can be reached now and are to be checked.</summary>
    public int SitesReached { get; init; }

    /// <summary>What its session's worker was told to settle, or has been told and has not yet.</summary>
    public Leftovers Leftovers { get; init; }

    /// <summary>How much was not as it should be; rings for work and what ends by itself count for nothing.</summary>
    public int Mended => SessionsStranded + WorkersForgotten + SessionsBegun + SessionsTakenBack + SessionsExpired
        + RequestsExpired + UploadsExpired + Leftovers.All;

    /// <summary>The steps that failed and are made again with the next sweep.</summary>
    public required IReadOnlyList<string> Failed { get; init; }
}
