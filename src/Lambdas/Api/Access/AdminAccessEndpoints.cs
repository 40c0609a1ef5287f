using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Access;

/// <summary>Keys of parent sites, and tickets for raw sockets.</summary>
internal static class AdminAccessEndpoints
{
    public static void MapAdminAccess(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").WithTags("Admin access").RequireCaller(Role.Admin);
        admin.MapPost("/integrations", CreateAsync).AuditedInside()
            .WithName("CreateIntegration").WithSummary("Make a key for a parent site; shown once.")
            .Refuses(400, 401, 403, 409, 413, 415, 422);
        admin.MapGet("/integrations", ListAsync).WithName("ListIntegrations").WithSummary("All integrations.")
            .Refuses(401, 403);
        admin.MapDelete("/integrations/{id}", RevokeAsync).AuditedInside()
            .WithName("RevokeIntegration").WithSummary("End a key.").Refuses(400, 401, 403, 404);
        admin.MapPost("/ws-ticket", TicketAsync).AuditedInside()
            .RequireSessionEvenGone(SessionFrom.Body, Role.Admin).WithoutReplay()
            .WithName("IssueTicket").WithSummary("A one-use ticket for a raw socket.")
            .Refuses(400, 401, 403, 404, 413, 415, 422);
    }

    private static async Task<Results<Created<IntegrationCreated>, ProblemResult>> CreateAsync(
        IntegrationBody body, HttpContext context, Integrations integrations, CancellationToken cancellationToken)
    {
        var checks = new FieldChecks();
        var name = checks.Name("name", body.Name);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        if (await integrations.CreateAsync(name, context.Caller.By, cancellationToken) is not var (grant, key))
        {
            return Problems.Conflict("integration.exists", "There is an integration of this name.");
        }

        return TypedResults.Created((string?)null, new IntegrationCreated(grant.Id, name, key, grant.CreatedAt));
    }

    private static async Task<Ok<IntegrationsView>> ListAsync(
        Integrations integrations, CancellationToken cancellationToken) =>
        TypedResults.Ok(new IntegrationsView([.. (await integrations.ListAsync(cancellationToken))
            .Select(one => new IntegrationView(one.Id.Value, one.Name, one.CreatedAt))]));

    private static async Task<Results<Ok<Success>, ProblemResult>> RevokeAsync(
        IntegrationId id, HttpContext context, Integrations integrations, CancellationToken cancellationToken) =>
        await integrations.RevokeAsync(id, context.Caller.By, cancellationToken)
            ? TypedResults.Ok(new Success("The key was ended."))
            : Problems.NotFound("integration");

    // The body is bound for the document's sake: which session it names was found out before.
    private static async Task<Created<TicketIssued>> TicketAsync(
        TicketBody body, HttpContext context, IssueTicket tickets, CancellationToken cancellationToken)
    {
        _ = body;
        var (grant, ticket) = await tickets.IssueAsync(context.Caller.Session.Id, context.Caller.By, cancellationToken);
        return TypedResults.Created((string?)null, new TicketIssued(ticket, grant.ExpiresAt));
    }
}
