using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Settles what deploys and rollbacks left unfinished that do not come back. The site's own record counts: it is
/// written before those of its releases, and after the promotion.
/// </summary>
internal sealed partial class DeployLeftovers(
    ISiteStore sites,
    ISitePublisher publisher,
    IResourceLedger ledger,
    SiteRecords records,
    ILogger<DeployLeftovers> logger)
{
    /// <summary>
    /// Makes what is served, the state of each site and the states of its releases what the sites' records say, and
    /// removes what was only begun to be made. A call that was cut off may still come back and go on with its release.
    /// A store that refuses is tried again at the next occasion.
    /// </summary>
    /// <param name="promote">
    /// Whether each site's current release is promoted again though nothing says that another is served: a worker that
    /// was taken over may have promoted it too late.
    /// </param>
    public async Task SettleAsync(
        SessionRunner runner, LeaseToken lease, CancellationToken cancellationToken, bool promote = false)
    {
        try
        {
            var known = await sites.ListAsync(lease.Session, cancellationToken);
            foreach (var site in known)
            {
                await SettleAsync(runner, site, lease, promote, cancellationToken);
            }

            await ForgetIntentsAsync(known, lease, cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or PublishException or IOException)
        {
            LogNotSettled(lease.Session, failure);
        }
    }

    private async Task SettleAsync(
        SessionRunner runner, Site site, LeaseToken lease, bool promote, CancellationToken cancellationToken)
    {
        var wrong = (await sites.ListReleasesAsync(site.Id, cancellationToken))
            .Where(release => release.State != StateOf(release, site))
            .ToList();
        if ((promote || wrong.Count > 0 || site.State == SiteState.Publishing) && site.CurrentRelease is { } current)
        {
            // A crash may have come after a promotion and before its record.
            await records.CheckOwnedAsync(lease, cancellationToken);
            await publisher.PromoteAsync(site, current, cancellationToken);
        }

        foreach (var release in wrong)
        {
            var settled = release with { State = StateOf(release, site) };
            await records.PutAsync(settled, lease, cancellationToken);
            LogSettled(lease.Session, release.Id, settled.State);
        }

        if (site.State == SiteState.Publishing)
        {
            var state = site.CurrentRelease is { } shown
                ? await records.StateAsync(
                    site, await sites.FindReleaseAsync(site.Id, shown, cancellationToken), cancellationToken)
                : SiteState.Failed;
            var settled = await records.ChangeAsync(
                site.Id, lease, found => found with { State = state }, cancellationToken);
            runner.Pump.Post(SiteEvents.StateChanged(settled));
        }
    }

    private static ReleaseState StateOf(Release release, Site site) =>
        release.Id == site.CurrentRelease ? ReleaseState.Current
        : release.State switch
        {
            ReleaseState.Uploading => ReleaseState.Failed,
            ReleaseState.Current => ReleaseState.Previous,
            var state => state,
        };

    /// <summary>An intent whose site was never stored: nothing was made after it.</summary>
    private async Task ForgetIntentsAsync(
        IReadOnlyList<Site> known, LeaseToken lease, CancellationToken cancellationToken)
    {
        foreach (var record in await ledger.ListAsync(lease.Session, cancellationToken))
        {
            if (record is { Kind: ResourceKind.Bucket, Stage: ResourceStage.Intent }
                && known.All(site => site.Bucket != record.Id))
            {
                await ledger.RemoveAsync(record.Kind, record.Id, lease, cancellationToken);
                LogForgotten(lease.Session, record.Id);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: release {ReleaseId} was never finished and is {State}")]
    private partial void LogSettled(SessionId sessionId, ReleaseId releaseId, ReleaseState state);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: {Bucket} was meant to be made and never was")]
    private partial void LogForgotten(SessionId sessionId, string bucket);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: unfinished releases could not be settled yet")]
    private partial void LogNotSettled(SessionId sessionId, Exception failure);
}
