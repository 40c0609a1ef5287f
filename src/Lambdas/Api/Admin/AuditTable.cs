using System.Globalization;
using System.Text.Json;
using TmuxBuilder.Core.Audit;

namespace TmuxBuilder.Api.Admin;

/// <summary>A way to write the audit as lines.</summary>
internal sealed record AuditTable(string ContentType, string FileName, string Head, Func<AuditRecord, string> Line)
{
    /// <summary>For table programs (RFC 4180).</summary>
    public static readonly AuditTable Csv = new(
        "text/csv; charset=utf-8; header=present",
        "audit.csv",
        "at,actor,action,subject,detail,trace_id\r\n",
        Row);

    /// <summary>For programs: one JSON object a line, as the list has them.</summary>
    public static readonly AuditTable JsonLines = new(
        "application/jsonl; charset=utf-8",
        "audit.jsonl",
        "",
        record => JsonSerializer.Serialize(AuditView.From(record), AuditLinesJson.Default.AuditView) + "\n");

    private static string Row(AuditRecord record) => string.Join(
        ',',
        Cell(record.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        Cell(record.Actor),
        Cell(record.Action),
        Cell(record.Subject),
        Cell(record.Detail),
        Cell(record.TraceId)) + "\r\n";

    // What a table program would take for a formula is marked as text; quoted, nothing ends a cell.
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
