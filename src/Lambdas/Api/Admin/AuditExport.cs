using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Admin;

/// <summary>Answers with the audit as lines, page after page from the first on: at most 100,000 records.</summary>
internal sealed class AuditExport(
    AuditTable table, IAuditStore audit, string? subject, PageRequest asked, Page<AuditRecord> first) : IResult
{
    private const int MaxRecords = 100_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        var response = httpContext.Response;
        response.ContentType = table.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{table.FileName}\"";
        await response.WriteAsync(table.Head, cancellationToken);
        var page = first;
        for (var written = 0; ;)
        {
            await response.WriteAsync(string.Concat(page.Items.Select(table.Line)), cancellationToken);
            written += page.Items.Count;
            if (page.NextCursor is not { } next || written + asked.Limit > MaxRecords)
            {
                return;
            }

            page = await audit.PageAsync(subject, asked with { Cursor = next }, cancellationToken);
        }
    }
}
