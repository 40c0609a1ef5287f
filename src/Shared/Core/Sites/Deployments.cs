using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sites;

/// <summary>Tells from the records what a session has deployed.</summary>
public sealed class Deployments(ISiteStore sites)
{
    /// <summary>Every site with a current release, the newest deployment first; each address once.</summary>
    public async Task<IReadOnlyList<Deployment>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        var deployments = new List<Deployment>();
        foreach (var site in await sites.ListAsync(session, cancellationToken))
        {
            if (site.CurrentRelease is { } current)
            {
                var releases = await sites.ListReleasesAsync(site.Id, cancellationToken);
                var at = releases.FirstOrDefault(release => release.Id == current)?.CreatedAt ?? site.UpdatedAt;
                deployments.Add(new Deployment(site.Name, site.Url, at, site.State));
            }
        }

        return [.. deployments.OrderByDescending(deployment => deployment.DeployedAt)];
    }
}
