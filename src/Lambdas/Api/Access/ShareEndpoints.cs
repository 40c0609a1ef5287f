using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>Read-only links to a session.</summary>
internal static class ShareEndpoints
{
    public static void MapShares(this IEndpointRouteBuilder routes)
    {
        var shares = routes.MapGroup("/client/projects/{guid}/shares").WithTags("Shares")
            .RequireSession(SessionFrom.Route, Role.Client);
        shares.MapPost("", CreateAsync).AuditedInside()
            .WithName("CreateShare").WithSummary("Make a read-only link; its address is shown once.")
            .LimitRate(RateLimit.Work).Refuses(400, 404, 409, 429);
        shares.MapGet("", ListAsync).WithName("ListShares").WithSummary("The session's shares.").Refuses(400, 404);
        shares.MapDelete("/{share_id}", RevokeAsync).AuditedInside()
            .WithName("RevokeShare").WithSummary("End a share and the sockets opened with it.").Refuses(400, 404);
    }

    private static async Task<Results<Created<ShareCreated>, ProblemResult>> CreateAsync(
        SessionId guid,
        HttpContext context,
        Shares shares,
        SessionLimits limits,
        Links links,
        CancellationToken cancellationToken)
    {
        if (await limits.ShareAsync(context.Caller, cancellationToken) is { } limited)
        {
            return limited;
        }

        if (await shares.CreateAsync(guid, context.Caller.By, cancellationToken) is not var (grant, secret))
        {
            return Problems.Conflict("share.too_many", $"A project has at most {Shares.Max} shares; end one first.");
        }

        return TypedResults.Created(
            (string?)null, new ShareCreated(links.Share(secret).ToString(), grant.Id, grant.CreatedAt));
    }

    private static async Task<Ok<SharesView>> ListAsync(
        SessionId guid, Shares shares, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SharesView(
            [.. (await shares.ListAsync(guid, cancellationToken))
                .Select(share => new ShareView(share.Id, share.CreatedAt))]));

    private static async Task<Results<Ok<Success>, ProblemResult>> RevokeAsync(
        SessionId guid,
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "share_id")] Id<Grant> shareId,
        HttpContext context,
        Shares shares,
        CancellationToken cancellationToken) =>
        await shares.RevokeAsync(guid, shareId.Value, context.Caller.By, cancellationToken)
            ? TypedResults.Ok(new Success("The share was ended."))
            : Problems.NotFound("share");
}
