using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Settles what deploys left unfinished whose calls do not come back.</summary>
internal sealed partial class DeployLeftovers(ISiteStore sites, TimeProvider time, ILogger<DeployLeftovers> logger)
{
    /// <summary>
    /// Marks the session's unfinished releases as failed, and sites that never showed one; what is served stays. The
    /// same call may still come back and go on with its release. A store that refuses is tried again at the next
    /// occasion.
    /// </summary>
    public async Task SettleAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var site in await sites.ListAsync(lease.Session, cancellationToken))
            {
                await SettleAsync(site, lease, cancellationToken);
            }
        }
        catch (StoreUnavailableException failure)
        {
            LogNotSettled(lease.Session, failure);
        }
    }

    private async Task SettleAsync(Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        foreach (var release in await sites.ListReleasesAsync(site.Id, cancellationToken))
        {
            if (release.State == ReleaseState.Uploading)
            {
                var failed = release with { State = ReleaseState.Failed };
                await sites.PutReleaseAsync(lease.Session, failed, lease, cancellationToken);
                LogSettled(lease.Session, release.Id);
            }
        }

        if (site is { State: SiteState.Publishing, CurrentRelease: null })
        {
            var failed = site with { State = SiteState.Failed, UpdatedAt = time.GetUtcNow() };
            await sites.SaveAsync(failed, lease, cancellationToken);
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: release {ReleaseId} was never finished and counts as failed")]
    private partial void LogSettled(SessionId sessionId, ReleaseId releaseId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: unfinished releases could not be settled yet")]
    private partial void LogNotSettled(SessionId sessionId, Exception failure);
}
