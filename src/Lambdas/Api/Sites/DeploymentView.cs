using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>A website that can be visited.</summary>
/// <param name="Status"><c>deployed</c>, or <c>publishing propagating failed</c> while it is not live.</param>
public sealed record DeploymentView(string ProjectName, string Url, DateTimeOffset DeployedAt, string Status)
{
    internal static DeploymentView From(Caller caller, Deployment deployment) => new(
        caller.Show(deployment.ProjectName),
        caller.Show(deployment.Url),
        deployment.DeployedAt,
        deployment.State == SiteState.Live ? "deployed" : SiteView.NameOf(deployment.State));
}
