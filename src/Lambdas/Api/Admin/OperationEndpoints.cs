using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Admin;

/// <summary>The same to many sessions, what came of longer work, and who did what.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").WithTags("Admin operations").RequireCaller(Role.Admin);
        admin.MapPost("/sessions/bulk", BulkAsync).AuditedInside()
            .WithName("BulkAction").WithSummary("Do the same to many sessions.").Refuses(400, 401, 403, 413, 415, 422);
        admin.MapGet("/operations/{id}", GetAsync)
            .WithName("GetOperation").WithSummary("What came of a bulk action or purge, with receipts.")
            .Refuses(400, 401, 403, 404);
        admin.MapGet("/audit", AuditAsync)
            .WithName("ListAudit")
            .WithSummary("Privileged actions, newest first; of one subject or all; as csv or jsonl the whole of them.")
            .Refuses(400, 401, 403, 422);
    }

    private static async Task<Results<Accepted<OperationStarted>, ProblemResult>> BulkAsync(
        BulkBody body, HttpContext context, BulkAction bulk, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Action) || !Wire.TryRead<BulkKind>(body.Action, out var kind))
        {
            return Problems.Invalid("action", "The action must be complete, delete, restore, pause, resume or purge.");
        }

        if (body.Guids is not { Count: > 0 and <= BulkAction.MaxSessions } guids)
        {
            return Problems.Invalid("guids", $"Between 1 and {BulkAction.MaxSessions} guids are required.");
        }

        var operation = await bulk.RunAsync(kind, guids, context.Caller.By, cancellationToken);
        return TypedResults.Accepted(
            $"/api/admin/operations/{operation}",
            new OperationStarted(operation.Value, "The action was taken on; ask for what came of it."));
    }

    private static async Task<Results<Ok<OperationView>, ProblemResult>> GetAsync(
        OperationId id, IOperationStore operations, CancellationToken cancellationToken) =>
        await operations.FindAsync(id, cancellationToken) is { } operation
            ? TypedResults.Ok(OperationView.From(operation))
            : Problems.NotFound("operation");

    private static async Task<Results<Ok<AuditPageView>, AuditExport, ProblemResult>> AuditAsync(
        string? subject,
        string? format,
        int? limit,
        string? cursor,
        IAuditStore audit,
        CancellationToken cancellationToken)
    {
        if (format is not (null or "json" or "csv" or "jsonl"))
        {
            return Problems.Invalid("format", "The format must be json, csv or jsonl.");
        }

        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        var about = string.IsNullOrEmpty(subject) ? null : subject;
        var found = await audit.PageAsync(about, page, cancellationToken);
        return format switch
        {
            "csv" => new AuditExport(AuditTable.Csv, audit, about, page, found),
            "jsonl" => new AuditExport(AuditTable.JsonLines, audit, about, page, found),
            _ => TypedResults.Ok(new AuditPageView([.. found.Items.Select(AuditView.From)], found.NextCursor)),
        };
    }
}
