using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>What a session has published, from the platform's own records.</summary>
internal static class SiteEndpoints
{
    private const int MaxReleases = 200;

    public static void MapSites(this IEndpointRouteBuilder api)
    {
        api.MapGet("/deployments", DeploymentsAsync)
            .WithName("ListDeployments").WithSummary("What was published, newest first.").WithTags("Sites")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share, Role.Integration).Refuses(404);
        api.MapGet("/sites", SitesAsync)
            .WithName("ListSites").WithSummary("The session's sites.").WithTags("Sites")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share).Refuses(404);
        api.MapGet("/sites/{id}/releases", ReleasesAsync)
            .WithName("ListReleases").WithSummary("A site's releases, newest first.").WithTags("Sites")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share).Refuses(404);
        api.MapPost("/sites/{id}/rollback", RollBackAsync).AuditedInside()
            .WithName("RollBackSite").WithSummary("Show an earlier release, at the same address.").WithTags("Sites")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 409, 422);
        api.MapPost("/sites/{id}/redeploy", RedeployAsync).AuditedInside()
            .WithName("RedeploySite").WithSummary("Put the release that is shown out once more.").WithTags("Sites")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 409, 422);
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
        var views = new List<SiteView>();
        foreach (var site in list)
        {
            var shown = site.CurrentRelease is { } current
                ? await sites.FindReleaseAsync(site.Id, current, cancellationToken)
                : null;
            views.Add(SiteView.From(caller, site, shown));
        }

        return TypedResults.Ok(new SitesView(caller.PublicId, views));
    }

    private static async Task<Results<Ok<ReleasesView>, ProblemResult>> ReleasesAsync(
        string id, HttpContext context, ISiteStore sites, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (!Id<Site>.TryParse(id, null, out var named)
            || await sites.FindAsync(named, cancellationToken) is not { } site
            || site.Session != caller.Session.Id)
        {
            return Problems.NotFound("site");
        }

        var releases = await sites.ListReleasesAsync(site.Id, cancellationToken);
        return TypedResults.Ok(new ReleasesView(
            caller.PublicId, site.Id.Value, [.. releases.Take(MaxReleases).Select(ReleaseView.From)]));
    }

    private static Task<Results<Accepted<SwitchAccepted>, ProblemResult>> RollBackAsync(
        string id, SwitchBody body, HttpContext context, SwitchRelease change, CancellationToken cancellationToken) =>
        SwitchAsync(id, body, context.Caller, change.RollBackAsync, cancellationToken);

    private static Task<Results<Accepted<SwitchAccepted>, ProblemResult>> RedeployAsync(
        string id, SwitchBody body, HttpContext context, SwitchRelease change, CancellationToken cancellationToken) =>
        SwitchAsync(id, body, context.Caller, change.RedeployAsync, cancellationToken);

    private static async Task<Results<Accepted<SwitchAccepted>, ProblemResult>> SwitchAsync(
        string id,
        SwitchBody body,
        Caller caller,
        Func<SessionId, Id<Site>, Id<Release>?, By, CancellationToken, Task<Switched>> change,
        CancellationToken cancellationToken)
    {
        if (!Id<Site>.TryParse(id, null, out var named))
        {
            return Problems.NotFound("site");
        }

        Id<Release>? release = null;
        if (body.ReleaseId is not null)
        {
            if (!Id<Release>.TryParse(body.ReleaseId, null, out var wanted))
            {
                return Problems.Invalid("release_id", "release_id must be the id of a release.");
            }

            release = wanted;
        }

        var switched = await change(caller.Session.Id, named, release, caller.By, cancellationToken);
        return switched switch
        {
            { Outcome: SwitchOutcome.Accepted, Site: { } site, Release: { } shown } => TypedResults.Accepted(
                (string?)null,
                new SwitchAccepted(
                    caller.PublicId,
                    site.Id.Value,
                    shown.Id.Value,
                    caller.Show(site.Url),
                    SiteView.NameOf(SiteState.Publishing),
                    "The site will show that release in a moment, at the same address.")),
            { Outcome: SwitchOutcome.NoSite } => Problems.NotFound("site"),
            { Outcome: SwitchOutcome.NoRelease } => Problems.NotFound("release"),
            { Outcome: SwitchOutcome.NothingBefore } => Problems.Conflict(
                "release.none_before", "The site has no earlier release that it could go back to."),
            { Outcome: SwitchOutcome.Pruned } => Problems.Conflict(
                "release.pruned", "The files of that release are not kept any more; choose a newer one."),
            { Outcome: SwitchOutcome.NotCurrent } => Problems.Conflict(
                "release.not_current", "The site shows another release; roll back to show this one."),
            _ => Problems.Conflict(
                "release.never_served", "That release was never shown, so the site cannot go back to it."),
        };
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
