using System.Text.Json;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Records.Resources;

/// <summary>A line of the ledger as stored; session, kind, id and stage are beside it.</summary>
public sealed record ResourceRecordV1(DateTimeOffset CreatedAt, IReadOnlyDictionary<string, string> Metadata)
{
    public static string Write(ResourceRecord record) => JsonSerializer.Serialize(
        new ResourceRecordV1(record.CreatedAt, record.Metadata), RecordJson.Stored.ResourceRecordV1);

    public ResourceRecord ToRecord(SessionId session, string kind, string id, string stage) => new(
        session, Enum.Parse<ResourceKind>(kind), id, Enum.Parse<ResourceStage>(stage), CreatedAt, Metadata);
}
