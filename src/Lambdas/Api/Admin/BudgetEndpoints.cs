using System.Globalization;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Admin;

/// <summary>What may be spent on the model, and what is.</summary>
internal static class BudgetEndpoints
{
    private const string Scopes = "A budget is of a turn, a session, a client or the platform.";

    public static void MapBudgets(this IEndpointRouteBuilder routes)
    {
        var budgets = routes.MapGroup("/admin/budgets").WithTags("Admin operations").RequireCaller(Role.Admin);
        budgets.MapGet("", ListAsync).WithName("ListBudgets")
            .WithSummary("Budgets of a scope (platform by default) with what is spent; turns of one session (guid).")
            .Refuses(400, 401, 403, 404, 422);
        budgets.MapPut("", SetAsync).AuditedInside().WithName("SetBudget")
            .WithSummary("Set a budget; what waited for it goes on.").Refuses(400, 401, 403, 404, 413, 415, 422);
    }

    private static async Task<Results<Ok<BudgetsView>, ProblemResult>> ListAsync(
        string? scope,
        string? guid,
        int? limit,
        string? cursor,
        BudgetPages pages,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        if (!Wire.TryRead<BudgetScope>(string.IsNullOrEmpty(scope) ? "platform" : scope, out var of))
        {
            return Problems.Invalid("scope", Scopes);
        }

        if (of != BudgetScope.Turn)
        {
            return TypedResults.Ok(await pages.ReadAsync(of, page, cancellationToken));
        }

        return !SessionId.TryParse(guid, null, out var session) ? Problems.GuidMalformed()
            : await pages.TurnsAsync(session, cancellationToken) is { } turns ? TypedResults.Ok(turns)
            : Problems.SessionNotFound();
    }

    private static async Task<Results<Ok<Success>, ProblemResult>> SetAsync(
        BudgetBody body,
        HttpContext context,
        SetBudget budgets,
        ISessionStore sessions,
        ITurnStore turns,
        CancellationToken cancellationToken)
    {
        if (body.Scope is not { Length: > 0 } || !Wire.TryRead<BudgetScope>(body.Scope, out var scope))
        {
            return Problems.Invalid("scope", Scopes);
        }

        if (body.LimitUsd is < 0 or > BudgetPages.MostUsd
            || (body.LimitUsd is { } usd && !decimal.IsInteger(usd * BudgetPages.Dollar)))
        {
            return Problems.Invalid(
                "limit_usd",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A budget is 0 to {BudgetPages.MostUsd} US dollars, with at most six decimals."));
        }

        var (key, problem) = await KeyAsync(scope, body, sessions, turns, cancellationToken);
        if (key is null)
        {
            return problem ?? Problems.Invalid("scope", Scopes);
        }

        var limit = body.LimitUsd is { } amount ? (long)(amount * BudgetPages.Dollar) : (long?)null;
        await budgets.SetAsync(key, limit, context.Caller.By, cancellationToken);
        return TypedResults.Ok(new Success("The budget was set."));
    }

    private static async Task<(BudgetKey? Key, ProblemResult? Problem)> KeyAsync(
        BudgetScope scope,
        BudgetBody body,
        ISessionStore sessions,
        ITurnStore turns,
        CancellationToken cancellationToken)
    {
        switch (scope)
        {
            case BudgetScope.Client when body.Client is { Length: > 0 }:
                var checks = new FieldChecks();
                var client = checks.Email("client", body.Client);
                return checks.Passed ? (BudgetKey.Of(client), null) : (null, Problems.Invalid(checks.Errors));
            case BudgetScope.Turn or BudgetScope.Session when body.Guid is { Length: > 0 }:
                if (!SessionId.TryParse(body.Guid, null, out var session))
                {
                    return (null, Problems.GuidMalformed());
                }

                if (await sessions.FindAsync(session, cancellationToken) is null or { State: SessionState.Purged })
                {
                    return (null, Problems.SessionNotFound());
                }

                if (scope == BudgetScope.Session)
                {
                    return (BudgetKey.Of(session), null);
                }

                return TurnId.TryParse(body.TurnId, null, out var turn)
                    && await turns.FindAsync(session, turn, cancellationToken) is not null
                    ? (BudgetKey.Of(session, turn), null)
                    : (null, Problems.NotFound("turn"));
            default:
                return (BudgetKey.Default(scope), null);
        }
    }
}
