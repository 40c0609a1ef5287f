using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Clients;

/// <summary>A client's projects: the session of one guid, or all of one proved e-mail address.</summary>
internal static class ProjectEndpoints
{
    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/client/projects").WithTags("Client");

        // Open to the public so that a caller without proof is told how to prove, not merely turned away.
        projects.MapGet("", ListAsync)
            .WithName("ListProjects").WithSummary("The client's projects; a guid shows its own session only.")
            .AcceptSession(SessionFrom.Query, Role.Client, Role.Public).LimitRate(RateLimit.Public)
            .Refuses(400, 401, 404, 422, 429);
        projects.MapPost("", CreateAsync).AuditedInside()
            .WithName("CreateProject").WithSummary("Create a project and start its request.")
            .AcceptSession(SessionFrom.Query, Role.Client, Role.Public).LimitRate(RateLimit.Requests)
            .LimitBody(BodyLimit.Message).Refuses(400, 401, 403, 404, 409, 422, 429);
        projects.MapPatch("/{guid}", ChangeAsync).Audited("session.change")
            .WithName("ChangeProject").WithSummary("Rename, archive or unarchive.")
            .RequireSession(SessionFrom.Route, Role.Client).Refuses(400, 404, 422);
        projects.MapDelete("/{guid}", DeleteAsync).AuditedInside()
            .WithName("DeleteProject").WithSummary("Delete; can be undone.")
            .RequireSession(SessionFrom.Route, Role.Client).Refuses(400, 404);
        projects.MapPost("/{guid}/restore", RestoreAsync).AuditedInside()
            .WithName("RestoreProject").WithSummary("Undo a deletion.")
            .RequireSessionEvenGone(SessionFrom.Route, Role.Client).Refuses(400, 404, 409);
        projects.MapPost("/{guid}/duplicate", DuplicateAsync).AuditedInside()
            .WithName("DuplicateProject").WithSummary("Begin another project with what this one has built.")
            .RequireSession(SessionFrom.Route, Role.Client).Refuses(400, 404, 409, 429);
    }

    private static async Task<Results<Ok<ProjectsView>, ProblemResult>> ListAsync(
        string? email,
        HttpContext context,
        ProjectLists lists,
        SessionCookies cookies,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (caller.Target is { } own)
        {
            await cookies.GiveAsync(context, own.Id, cancellationToken);
            return await OneAsync(own.Id, lists, cancellationToken);
        }

        if (email is null && caller is { ProvedEmail: null, CookieSession: { } opened })
        {
            return await OneAsync(opened, lists, cancellationToken);
        }

        if (EmailAddress.Normalise(email ?? caller.ProvedEmail) is not { Length: > 0 } wanted)
        {
            return Problems.Invalid("guid", "The guid of a session, or an e-mail address with proof, is required.");
        }

        return caller.IsAdmin || caller.ProvedEmail == wanted
            ? TypedResults.Ok(ProjectsView.From(await lists.OfEmailAsync(wanted, cancellationToken)))
            : Problems.ProofRequired();
    }

    private static async Task<Results<Ok<ProjectsView>, ProblemResult>> OneAsync(
        SessionId id, ProjectLists lists, CancellationToken cancellationToken) =>
        await lists.OfSessionAsync(id, cancellationToken) is { } list
            ? TypedResults.Ok(ProjectsView.From(list))
            : Problems.SessionNotFound();

    private static async Task<Results<Created<ProjectCreated>, ProblemResult>> CreateAsync(
        CreateProject body,
        HttpContext context,
        ProjectStarter starter,
        SessionLimits limits,
        Links links,
        CancellationToken cancellationToken)
    {
        var checks = new FieldChecks();
        var email = checks.Email("email", body.Email);
        var request = checks.Message("initial_request", body.InitialRequest);
        var name = checks.OptionalName("name", body.Name);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        var caller = context.Caller;
        if (await starter.OwnerAsync(caller, email, cancellationToken) is not { } owner)
        {
            return Problems.ProofRequired();
        }

        if (owner.Email != email)
        {
            return Problems.Refused(
                403, "client.email_mismatch", "The e-mail address is not the one your credential proves.");
        }

        if (await limits.NewSessionAsync(caller, owner.Email, cancellationToken) is { } limited)
        {
            return limited;
        }

        var session = await starter.StartAsync(owner, request, name, caller.By, cancellationToken);
        return TypedResults.Created(
            (string?)null, new ProjectCreated(session.Id.Value, links.Client(session.Id).AbsoluteUri));
    }

    private static async Task<Results<Ok<ProjectChanged>, ProblemResult>> ChangeAsync(
        string guid, ChangeProject body, HttpContext context, ProjectEditor editor, CancellationToken cancellationToken)
    {
        _ = guid;
        var checks = new FieldChecks();
        var name = body.Name is null ? null : checks.Name("name", body.Name);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        var change = new ProjectChange(name, body.Archived);
        return await editor.ChangeAsync(context.Caller.Session.Id, change, cancellationToken) is { } session
            ? TypedResults.Ok(new ProjectChanged(session.Id.Value, session.Name, session.Archived))
            : Problems.SessionNotFound();
    }

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> DeleteAsync(
        string guid, HttpContext context, DeleteSession delete, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        return await delete.DeleteAsync(caller.Session.Id, caller.By, cancellationToken) == SessionOutcome.Done
            ? TypedResults.Ok(new SessionAnswer("The project was deleted; it can be restored.", guid))
            : Problems.SessionNotFound();
    }

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> RestoreAsync(
        string guid, HttpContext context, RestoreSession restore, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        return await restore.RestoreAsync(caller.Session.Id, caller.By, cancellationToken) switch
        {
            SessionOutcome.Done => TypedResults.Ok(new SessionAnswer("The project was restored.", guid)),
            SessionOutcome.NotDeleted => Problems.Conflict("session.not_deleted", SessionOutcome.NotDeleted.Sentence),
            _ => Problems.SessionNotFound(),
        };
    }

    private static async Task<Results<Created<ProjectCreated>, ProblemResult>> DuplicateAsync(
        string guid,
        HttpContext context,
        SessionLimits limits,
        DuplicateProject duplicate,
        Links links,
        CancellationToken cancellationToken)
    {
        _ = guid;
        var caller = context.Caller;
        if (caller.Session.Checkpoint is null)
        {
            return Problems.NoCode();
        }

        if ((await limits.CopyAsync(caller, cancellationToken)
            ?? await limits.NewSessionAsync(caller, caller.Session.Email, cancellationToken)) is { } limited)
        {
            return limited;
        }

        var copy = await duplicate.DuplicateAsync(caller.Session, caller.By, cancellationToken);
        return TypedResults.Created(
            (string?)null, new ProjectCreated(copy.Id.Value, links.Client(copy.Id).AbsoluteUri));
    }
}
