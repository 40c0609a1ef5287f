using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Writes down what becomes of sites and their releases, under the lease of their session.</summary>
internal sealed partial class SiteRecords(
    ISiteStore sites,
    ISitePublisher publisher,
    ILeaseStore leases,
    SessionBook book,
    CommandSender commands,
    TimeProvider time,
    ILogger<SiteRecords> logger)
{
    private const int Tries = 8;
    private static readonly TimeSpan SettlingLifetime = TimeSpan.FromHours(1);

    /// <exception cref="PublishException">The session was taken over.</exception>
    public async Task PutAsync(Release release, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (!await sites.PutReleaseAsync(lease.Session, release, lease, cancellationToken))
        {
            throw new PublishException(Deploy.TakenOver);
        }
    }

    /// <exception cref="PublishException">The session was taken over, or the release is gone.</exception>
    public async Task PutCheckAsync(
        SiteId site, ReleaseId release, ReleaseCheck check, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (!await sites.PutCheckAsync(site, release, check, lease, cancellationToken))
        {
            throw new PublishException(Deploy.TakenOver);
        }
    }

    /// <summary>Changes a site as it is stored now and returns it so.</summary>
    /// <exception cref="PublishException">The session was taken over, or the site is gone.</exception>
    public async Task<Site> ChangeAsync(
        SiteId id, LeaseToken lease, Func<Site, Site> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var site = await sites.FindAsync(id, cancellationToken)
                ?? throw new PublishException("the site was removed meanwhile.");
            var changed = change(site);
            if (changed == site)
            {
                return site;
            }

            changed = changed with { UpdatedAt = time.GetUtcNow() };
            switch (await sites.SaveAsync(changed, lease, cancellationToken))
            {
                case SaveOutcome.Saved:
                    return changed with { Version = site.Version + 1 };
                case SaveOutcome.Stale:
                    continue;
                default:
                    throw new PublishException(Deploy.TakenOver);
            }
        }

        throw new PublishException("others changed the site at the same time; try again.");
    }

    /// <summary>
    /// Writes down that a release was promoted, and returns the site. The release becomes current last: until then
    /// whoever promoted it does so again. When it may not be written down any more, the session's owner is told to
    /// promote what its records say: the promotion came too late.
    /// </summary>
    /// <exception cref="PublishException">The session was taken over, or the site is gone.</exception>
    public async Task<Site> ShowAsync(
        Site site, Release promoted, LeaseToken lease, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteShownAsync(site, promoted, lease, cancellationToken);
        }
        catch (PublishException)
        {
            await commands.SendAsync(
                site.Session,
                CommandKind.Settle,
                CommandSender.NoPayload,
                SettlingLifetime,
                null,
                cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// How a site stands that shows a release: what visitors can reach is live, unless it failed its check, or was only
    /// now published in a turn, whose end checks it, or is still to be opened where they reach it.
    /// </summary>
    public async Task<SiteState> StateAsync(Site site, Release? shown, CancellationToken cancellationToken)
    {
        var reached = await publisher.StateAsync(site, cancellationToken);
        return (reached, shown) switch
        {
            (not SiteState.Live, _) => reached,
            (_, { Check.Passed: false }) => SiteState.Failed,
            (_, { State: ReleaseState.Uploading, Turn: not null, Check: null }) => SiteState.Propagating,
            (_, { Check.AtAddress: false }) when !site.IsOfThisMachine => SiteState.Propagating,
            _ => SiteState.Live,
        };
    }

    /// <summary>What is outside the store is not fenced by it, so the lease is looked at just before.</summary>
    /// <exception cref="PublishException">The session was taken over.</exception>
    public async Task CheckOwnedAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        if (!await IsOwnedAsync(lease, cancellationToken))
        {
            throw new PublishException(Deploy.TakenOver);
        }
    }

    public Task<bool> IsOwnedAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        leases.StandsAsync(lease, cancellationToken);

    /// <summary>
    /// Removes the files of releases that need not be kept, then says so in their records. What fails is done with the
    /// next release.
    /// </summary>
    public async Task PruneAsync(Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        try
        {
            var releases = await sites.ListReleasesAsync(site.Id, cancellationToken);
            foreach (var old in ReleaseRetention.Expired(releases, site.CurrentRelease, time.GetUtcNow()))
            {
                await CheckOwnedAsync(lease, cancellationToken);
                if (await publisher.RemoveReleaseAsync(site, old.Id, cancellationToken))
                {
                    await PutAsync(old with { PrunedAt = time.GetUtcNow() }, lease, cancellationToken);
                    LogPruned(lease.Session, old.Id);
                }
            }
        }
        catch (Exception failure) when (failure is PublishException or IOException or StoreUnavailableException)
        {
            LogNotPruned(lease.Session, failure);
        }
    }

    private async Task<Site> WriteShownAsync(
        Site site, Release promoted, LeaseToken lease, CancellationToken cancellationToken)
    {
        foreach (var earlier in await sites.ListReleasesAsync(site.Id, cancellationToken))
        {
            if (earlier.State == ReleaseState.Current && earlier.Id != promoted.Id)
            {
                await PutAsync(earlier with { State = ReleaseState.Previous }, lease, cancellationToken);
            }
        }

        var state = await StateAsync(site, promoted, cancellationToken);
        var shown = await ChangeAsync(
            site.Id, lease, found => found with { State = state, CurrentRelease = promoted.Id }, cancellationToken);
        await book.ChangeAsync(lease, session => session with { DeployedUrl = shown.Url }, cancellationToken);
        var current = promoted with { State = ReleaseState.Current, ServedAt = time.GetUtcNow() };
        await PutAsync(current, lease, cancellationToken);
        return shown;
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: the files of release {ReleaseId} are removed")]
    private partial void LogPruned(SessionId sessionId, ReleaseId releaseId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: old releases could not be removed yet")]
    private partial void LogNotPruned(SessionId sessionId, Exception failure);
}
