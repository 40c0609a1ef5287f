using TmuxBuilder.Core.Leases;
using TmuxBuilder.Records.Workers;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Leases;

/// <summary>Between workers and their items.</summary>
internal static class WorkerItems
{
    public const string Heartbeat = "heartbeat";
    public const string Capacity = "capacity";
    public const string Draining = "draining";
    public const string Started = "started";
    public const string Places = "places";
    public const string Version = "version";
    public const string MemoryMb = "memory_mb";
    public const string Processors = "processors";

    /// <summary>The version of a worker that did not say what it is.</summary>
    public const string Unsaid = "";

    public static WorkerRecord Read(Item item) => new(
        WorkerId.Parse(item.Text(TableDefinition.SortKey)),
        item.Number(Heartbeat),
        (int)item.Number(Capacity),
        item.Flag(Draining),
        new DateTimeOffset(item.Number(Started), TimeSpan.Zero))
    {
        Places = WorkerPlacesV1.Read(item.TextOrNull(Places)),
        Machine = item.TextOrNull(Version) is { Length: > 0 } version
            ? new WorkerMachine(version, (int)item.Number(MemoryMb), (int)item.Number(Processors))
            : null,
    };
}
