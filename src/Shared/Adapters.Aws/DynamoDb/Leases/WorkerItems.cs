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

    public static WorkerRecord Read(Item item) => new(
        WorkerId.Parse(item.Text(TableDefinition.SortKey)),
        item.Number(Heartbeat),
        (int)item.Number(Capacity),
        item.Flag(Draining),
        new DateTimeOffset(item.Number(Started), TimeSpan.Zero))
    {
        Places = WorkerPlacesV1.Read(item.TextOrNull(Places)),
    };
}
