using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Api.Admin;

/// <summary>Who builds.</summary>
internal static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/admin").WithTags("Admin operations").RequireCaller(Role.Admin).MapGet("/workers", ListAsync)
            .WithName("ListWorkers").WithSummary("The workers there are, and what each has.").Refuses(401, 403);

    private static async Task<Ok<WorkersView>> ListAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var found = await fleet.LookAsync(cancellationToken);
        return TypedResults.Ok(new WorkersView(
            [.. found.Workers.Select(WorkerView.From)],
            found.Waiting,
            found.PendingTurns,
            (long)found.OldestPending.TotalSeconds));
    }
}
