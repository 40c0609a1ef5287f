using TmuxBuilder.Core.Audit;
using TmuxBuilder.Records.Audit;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Audit;

/// <summary>Makes the items of the audit trail.</summary>
internal sealed class AuditItems(ArrivalClock clock)
{
    /// <summary>A new item; sent twice, it is the same.</summary>
    public Item Write(AuditRecord record)
    {
        var id = Guid.NewGuid().ToString("n");
        var place = Keys.Place(clock.Next(), id);
        return Keys.AuditRecord(record.Subject, place).ToItem()
            .With(Attributes.Record, AuditRecordV1.Write(record))
            .InIndex1(Keys.AuditList(Shards.Of(id)), place);
    }
}
