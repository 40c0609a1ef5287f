using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>What a session has published, from the platform's own records.</summary>
internal static class SiteEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder api)
    {
        api.MapGet("/deployments", DeploymentsAsync)
            .WithName("ListDeployments").WithSummary("What was published, newest first.").WithTags("Sites")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share, Role.Integration).Refuses(404);
        api.MapGet("/sites", SitesAsync)
            .WithName("ListSites").WithSummary("The session's sites.").WithTags("Sites")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share).Refuses(404);
        api.MapGet("/projects/{guid}/resources", ResourcesAsync)
            .WithName("GetResources").WithSummary("What was made for the session.").WithTags("Sites")
            .RequireSession(SessionFrom.Route, Role.Client).Refuses(404);
    }

    private static async Task<Ok<DeploymentsView>> DeploymentsAsync(
        HttpContext context, Deployments deployments, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var list = await deployments.ListAsync(caller.Session.Id, cancellationToken);
        var views = list.Select(deployment => DeploymentView.From(caller, deployment));
        return TypedResults.Ok(new DeploymentsView(caller.PublicId, [.. views]));
    }

    private static async Task<Ok<SitesView>> SitesAsync(
        HttpContext context, ISiteStore sites, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var list = await sites.ListAsync(caller.Session.Id, cancellationToken);
        return TypedResults.Ok(new SitesView(caller.PublicId, [.. list.Select(site => SiteView.From(caller, site))]));
    }

    private static async Task<Ok<ResourcesView>> ResourcesAsync(
        HttpContext context, IResourceLedger ledger, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var records = await ledger.ListAsync(caller.Session.Id, cancellationToken);
        var made = records.Where(record => record.Stage == ResourceStage.Fact);
        return TypedResults.Ok(ResourcesView.From(caller, [.. made]));
    }
}
