using System.Text.Json;
using TmuxBuilder.Core.Audit;

namespace TmuxBuilder.Api.Admin;

/// <summary>A privileged action.</summary>
/// <param name="Detail">An object, by action.</param>
public sealed record AuditView(
    DateTimeOffset At, string Actor, string Action, string Subject, JsonElement Detail, string? TraceId)
{
    internal static AuditView From(AuditRecord record) => new(
        record.At, record.Actor, record.Action, record.Subject, JsonElement.Parse(record.Detail), record.TraceId);
}
