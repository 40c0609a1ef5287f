using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Settles what deploys left unfinished whose calls do not come back.</summary>
internal sealed partial class DeployLeftovers(
    ISiteStore sites, ISitePublisher publisher, SiteRecords records, ILogger<DeployLeftovers> logger)
{
    /// <summary>
    /// Marks the session's unfinished releases as what they came to, mostly failed, and sites that never showed one; a
    /// site that shows one has the state it had before. The same call may still come back and go on with its release. A
    /// store that refuses is tried again at the next occasion.
    /// </summary>
    public async Task SettleAsync(SessionRunner runner, LeaseToken lease, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var site in await sites.ListAsync(lease.Session, cancellationToken))
            {
                await SettleAsync(runner, site, lease, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is StoreUnavailableException or PublishException or IOException)
        {
            LogNotSettled(lease.Session, failure);
        }
    }

    private async Task SettleAsync(
        SessionRunner runner, Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        foreach (var release in await sites.ListReleasesAsync(site.Id, cancellationToken))
        {
            if (release.State == ReleaseState.Uploading)
            {
                // The site's own record is written before that of the release it shows.
                var state = release.Id == site.CurrentRelease ? ReleaseState.Current : ReleaseState.Failed;
                await records.PutAsync(release with { State = state }, lease, cancellationToken);
                LogSettled(lease.Session, release.Id, state);
                await ShowRecordedAsync(site, lease, cancellationToken);
            }
        }

        if (site.State == SiteState.Publishing)
        {
            var state = site.CurrentRelease is { } current
                ? await records.StateAsync(
                    site, await sites.FindReleaseAsync(site.Id, current, cancellationToken), cancellationToken)
                : SiteState.Failed;
            var settled = await records.ChangeAsync(
                site.Id, lease, found => found with { State = state }, cancellationToken);
            runner.Pump.Post(SiteEvents.StateChanged(settled));
        }
    }

    /// <summary>A crash may have come after a promotion and before its record: the record counts.</summary>
    private async Task ShowRecordedAsync(Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (site.CurrentRelease is { } current)
        {
            await records.CheckOwnedAsync(lease, cancellationToken);
            await publisher.PromoteAsync(site, current, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: release {ReleaseId} was never finished and is {State}")]
    private partial void LogSettled(SessionId sessionId, ReleaseId releaseId, ReleaseState state);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: unfinished releases could not be settled yet")]
    private partial void LogNotSettled(SessionId sessionId, Exception failure);
}
