using System.Text.Json;
using TmuxBuilder.Core.Audit;

namespace TmuxBuilder.Records.Audit;

/// <summary>A privileged action as stored.</summary>
public sealed record AuditRecordV1(
    DateTimeOffset At, string Actor, string Action, string Subject, string Detail, string? Trace)
{
    public static string Write(AuditRecord record) => JsonSerializer.Serialize(
        new AuditRecordV1(record.At, record.Actor, record.Action, record.Subject, record.Detail, record.TraceId),
        RecordJson.Stored.AuditRecordV1);

    public AuditRecord ToRecord() => new(At, Actor, Action, Subject, Detail, Trace);
}
