using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sites;

/// <summary>Tells from the records what a session has deployed.</summary>
public sealed class Deployments(ISiteStore sites)
{
    /// <summary>How many the list has at most.</summary>
    public const int MaxListed = 200;

    /// <summary>
    /// Every release that was before the world, that most lately put there first. An address comes once for each of its
    /// releases, and only the one it shows has a state.
    /// </summary>
    public async Task<IReadOnlyList<Deployment>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        var deployments = new List<Deployment>();
        foreach (var site in await sites.ListAsync(session, cancellationToken))
        {
            foreach (var release in await sites.ListReleasesAsync(site.Id, cancellationToken))
            {
                var isShown = release.Id == site.CurrentRelease;
                if (isShown || release.State is ReleaseState.Current or ReleaseState.Previous)
                {
                    deployments.Add(new Deployment(
                        site.Name,
                        site.Url,
                        release.ServedAt ?? release.CreatedAt,
                        isShown ? site.State : null,
                        site.Id,
                        release.Id));
                }
            }
        }

        return [.. deployments.OrderByDescending(deployment => deployment.DeployedAt).Take(MaxListed)];
    }
}
