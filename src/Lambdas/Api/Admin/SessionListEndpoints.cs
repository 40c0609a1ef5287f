using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Admin;

/// <summary>Creating sessions, and the list of all.</summary>
internal static class SessionListEndpoints
{
    public static void MapSessionList(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/admin/sessions").WithTags("Admin sessions");
        sessions.MapPost("", CreateAsync).AuditedInside()
            .RequireCaller(Role.Admin, Role.Integration, Role.Public).LimitRate(RateLimit.Requests)
            .WithName("CreateSession")
            .WithSummary("Create a session; its initial request starts at once. Public where onboarding is open.")
            .Refuses(400, 401, 403, 413, 415, 422, 429);
        sessions.MapGet("", ListAsync).RequireCaller(Role.Admin)
            .WithName("ListSessions").WithSummary("Sessions, newest first.").Refuses(400, 401, 403, 422);
    }

    private static async Task<Results<Created<SessionCreated>, ProblemResult>> CreateAsync(
        NewSessionBody body,
        HttpContext context,
        ApiOptions options,
        CreateSession create,
        SessionLimits limits,
        Links links,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (caller.Role == Role.Public && options.Onboarding != Onboarding.Open)
        {
            return Problems.CredentialsRequired();
        }

        var checks = new FieldChecks();
        // Parent sites may know no name; then the part before the @ stands for the person.
        var name = body.Name ?? body.ClientName ?? body.Email?.Split('@')[0];
        var contact = Contact.Of(checks, name, body.Email, body.Phone, body.InitialRequest);
        if (body.ExpiresAt <= time.GetUtcNow())
        {
            checks.Fail("expires_at", "The expiry must be in the future.");
        }

        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        if (caller.Role == Role.Public
            && (await limits.RequestAsync(contact.Email, cancellationToken)
                ?? await limits.NewSessionAsync(caller, contact.Email, cancellationToken)) is { } limited)
        {
            return limited;
        }

        var wanted = new NewSession(contact) { CreatedBy = caller.Integration?.Id, ExpiresAt = body.ExpiresAt };
        var session = await create.CreateAsync(wanted, caller.By, cancellationToken);
        var link = links.Client(session.Id).ToString();
        return TypedResults.Created(
            $"/api/admin/sessions/{session.Id.Value}", new SessionCreated(session.Id.Value, link, link));
    }

    private static async Task<Results<Ok<SessionsView>, ProblemResult>> ListAsync(
        string? filter,
        string? q,
        string? sort,
        int? limit,
        string? cursor,
        ISessionStore sessions,
        IUsageStore usage,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        if (!Wire.TryRead<SessionFilter>(filter, out var wanted))
        {
            return Problems.Invalid("filter", "The filter must be all, active, completed or deleted.");
        }

        if (!Wire.TryRead<SessionSort>(sort, out var order))
        {
            return Problems.Invalid("sort", "The list is sorted by created or updated.");
        }

        var prefix = (q ?? "").Trim();
        if (prefix.Length > EmailAddress.MaxLength)
        {
            return Problems.Invalid("q", $"At most {EmailAddress.MaxLength} characters are searched for.");
        }

        var found = await sessions.PageAsync(new SessionQuery(wanted, prefix, order, page), cancellationToken);
        var used = await usage.SessionTotalsAsync([.. found.Items.Select(row => row.Session.Id)], cancellationToken);
        var rows = found.Items.Select(row =>
            SessionRowView.From(row, used.GetValueOrDefault(row.Session.Id, UsageTotals.Zero)));
        return TypedResults.Ok(
            new SessionsView([.. rows], found.Total, wanted.ToString().ToLowerInvariant(), found.NextCursor));
    }
}
