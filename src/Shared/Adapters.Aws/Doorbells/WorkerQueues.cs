using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>Which queue is whose: workers make their own, named so that rights to them are given by prefix.</summary>
public static class WorkerQueues
{
    /// <summary>What SQS allows a name to have, in characters.</summary>
    public const int LongestName = 80;

    /// <summary>The name of a worker's own queue; SQS allows no dots in it.</summary>
    public static string NameOf(string stage, WorkerId worker) => Prefix(stage) + worker.Value.Replace('.', '_');

    /// <summary>
    /// What the names of all workers' own queues of a stage begin with, and no other stage's: those have no
    /// underscores.
    /// </summary>
    public static string Prefix(string stage) => $"{stage}_worker_";
}
