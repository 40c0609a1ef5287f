namespace TmuxBuilder.Core.Audit;

/// <summary>A privileged action that was done.</summary>
/// <param name="Actor">Who: an admin, an integration's name, or the platform.</param>
/// <param name="Action">What, as <c>noun.verb</c>.</param>
/// <param name="Subject">On what; a session by its first 12 digits.</param>
/// <param name="Detail">JSON text, without secrets.</param>
public sealed record AuditRecord(
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string Detail,
    string? TraceId);
