using System.Globalization;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Admin;

/// <summary>
/// Answers with the audit as a table (RFC 4180), page after page from the first on: at most 100,000 records.
/// </summary>
internal sealed class AuditCsv(IAuditStore audit, string? subject, PageRequest asked, Page<AuditRecord> first) : IResult
{
    private const int MaxRecords = 100_000;
    private const string Head = "at,actor,action,subject,detail,trace_id\r\n";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        await response.WriteAsync(Head, cancellationToken);
        var page = first;
        for (var written = 0; ;)
        {
            await response.WriteAsync(string.Concat(page.Items.Select(Row)), cancellationToken);
            written += page.Items.Count;
            if (page.NextCursor is not { } next || written + asked.Limit > MaxRecords)
            {
                return;
            }

            page = await audit.PageAsync(subject, asked with { Cursor = next }, cancellationToken);
        }
    }

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
