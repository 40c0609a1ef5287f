using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>
/// Which queue is whose: a worker's is named after the one that all listen to, so that rights are given by its prefix.
/// </summary>
public static class WorkerQueues
{
    /// <summary>What SQS allows a name to have, in characters.</summary>
    public const int LongestName = 80;

    /// <summary>The name of a worker's own queue; SQS allows no dots in it.</summary>
    /// <param name="shared">The name of the queue that all workers listen to.</param>
    public static string NameOf(string shared, WorkerId worker) => Prefix(shared) + worker.Value.Replace('.', '_');

    /// <summary>The name of a queue by its address.</summary>
    public static string NameIn(Uri url) => url.Segments[^1];

    /// <summary>What the names of all workers' own queues begin with.</summary>
    public static string Prefix(string shared) => $"{shared}-of-";
}
