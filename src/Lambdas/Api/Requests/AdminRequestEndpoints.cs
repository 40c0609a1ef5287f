using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Requests;

/// <summary>Where admins decide requests.</summary>
internal static class AdminRequestEndpoints
{
    public static void MapAdminRequests(this IEndpointRouteBuilder routes)
    {
        var requests = routes.MapGroup("/admin/requests").WithTags("Admin requests").RequireCaller(Role.Admin);
        requests.MapGet("", ListAsync)
            .WithName("ListRequests").WithSummary("Requests of a status, newest first.").Refuses(400, 401, 403, 422);
        requests.MapGet("/{id}", GetAsync).WithName("GetRequest").WithSummary("One request.")
            .Refuses(400, 401, 403, 404);
        requests.MapDelete("/{id}", DeleteAsync).AuditedInside()
            .WithName("DeleteRequest").WithSummary("Remove a request for good.").Refuses(400, 401, 403, 404);
        requests.MapPost("/{id}/approve", ApproveAsync).AuditedInside()
            .WithName("ApproveRequest").WithSummary("Approve: creates the session and starts the work.")
            .Refuses(400, 401, 403, 404, 409);
        requests.MapPost("/{id}/reject", RejectAsync).AuditedInside()
            .WithName("RejectRequest").WithSummary("Reject, with a reason in query or body.")
            .Refuses(400, 401, 403, 404, 409, 415, 422);
    }

    private static async Task<Results<Ok<RequestsView>, ProblemResult>> ListAsync(
        string? status,
        int? limit,
        string? cursor,
        IRequestStore requests,
        Links links,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        if (!TryReadStatus(status, out var only))
        {
            return Problems.Invalid("status", "The status must be pending, approved, rejected or all.");
        }

        var found = await requests.PageAsync(only, page, cancellationToken);
        return TypedResults.Ok(new RequestsView(
            [.. found.Items.Select(request => RequestView.From(request, links))], found.Total, found.NextCursor));
    }

    private static async Task<Results<Ok<RequestDetailView>, ProblemResult>> GetAsync(
        RequestId id, IRequestStore requests, Links links, CancellationToken cancellationToken) =>
        await requests.FindAsync(id, cancellationToken) is { } request
            ? TypedResults.Ok(new RequestDetailView(RequestView.From(request, links)))
            : Problems.NotFound("request");

    private static async Task<Results<Ok<Success>, ProblemResult>> DeleteAsync(
        RequestId id,
        HttpContext context,
        IRequestStore requests,
        AuditTrail audit,
        CancellationToken cancellationToken)
    {
        if (!await requests.DeleteAsync(id, cancellationToken))
        {
            return Problems.NotFound("request");
        }

        await audit.RecordAsync(context.Caller.By, "request.delete", id.Value);
        return TypedResults.Ok(new Success("The request was removed."));
    }

    private static async Task<Results<Ok<RequestDecided>, ProblemResult>> ApproveAsync(
        RequestId id, HttpContext context, ApproveRequest approve, Links links, CancellationToken cancellationToken)
    {
        var decision = await approve.ApproveAsync(id, context.Caller.By, cancellationToken);
        return decision switch
        {
            { Outcome: RequestOutcome.Decided, Request.Session: { } session } => TypedResults.Ok(new RequestDecided(
                "The request was approved and work has begun.", session.Value, links.Client(session).ToString())),
            { Outcome: RequestOutcome.Absent } => Problems.NotFound("request"),
            _ => NotPending(decision),
        };
    }

    private static async Task<Results<Ok<RequestDecided>, ProblemResult>> RejectAsync(
        RequestId id,
        string? reason,
        RejectBody? body,
        HttpContext context,
        RejectRequest reject,
        CancellationToken cancellationToken)
    {
        var checks = new FieldChecks();
        var sentence = checks.Reason("reason", body?.Reason ?? reason);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        var decision = await reject.RejectAsync(id, sentence, context.Caller.By, cancellationToken);
        return decision.Outcome switch
        {
            RequestOutcome.Decided => TypedResults.Ok(new RequestDecided("The request was rejected.")),
            RequestOutcome.Absent => Problems.NotFound("request"),
            _ => NotPending(decision),
        };
    }

    private static bool TryReadStatus(string? status, out RequestStatus? only)
    {
        (var known, only) = status switch
        {
            null or "" or "all" => (true, (RequestStatus?)null),
            "pending" => (true, RequestStatus.Pending),
            "approved" => (true, RequestStatus.Approved),
            "rejected" => (true, RequestStatus.Rejected),
            _ => (false, null),
        };
        return known;
    }

    private static ProblemResult NotPending(RequestDecision decision) => Problems.Conflict(
        "request.not_pending", $"The request was {decision.Request?.Status.Wire ?? "removed"} before.");
}
