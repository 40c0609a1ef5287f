using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>A release that was put before the world.</summary>
/// <param name="Status">
/// <c>deployed</c>, or <c>publishing propagating failed</c> while the site that shows it is not live; <c>replaced</c>
/// when the address shows another release now.
/// </param>
public sealed record DeploymentView(
    string ProjectName, string Url, DateTimeOffset DeployedAt, string Status, string SiteId, string ReleaseId)
{
    internal static DeploymentView From(Caller caller, Deployment deployment) => new(
        caller.Show(deployment.ProjectName),
        caller.Show(deployment.Url),
        deployment.DeployedAt,
        deployment.State switch
        {
            null => "replaced",
            SiteState.Live => "deployed",
            { } state => SiteView.NameOf(state),
        },
        deployment.Site.Value,
        deployment.Release.Value);
}
