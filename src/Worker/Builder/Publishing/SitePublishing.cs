using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Makes a release of a judged copy and puts it before the world. Each step can be repeated; the ledger has a line
/// before anything is made and after.
/// </summary>
internal sealed partial class SitePublishing(
    ISiteStore sites,
    ISitePublisher publisher,
    IResourceLedger ledger,
    ILeaseStore leases,
    IActivityLog log,
    SessionBook book,
    SiteChoice choice,
    TimeProvider time,
    ILogger<SitePublishing> logger)
{
    private const int LinesCompared = 200;

    /// <summary>
    /// The address the same call published before, if it came so far; what it did not tell any more is told.
    /// </summary>
    public async Task<string?> FindDoneAsync(Deploy deploy, CancellationToken cancellationToken)
    {
        if (await FindReleaseAsync(deploy, cancellationToken)
            is not (var site, { State: ReleaseState.Current or ReleaseState.Previous } release))
        {
            return null;
        }

        var told = await log.TailAsync(deploy.Session, LinesCompared, cancellationToken);
        if (!told.Any(entry => entry.Entry.Type == ActivityTypes.Deployed && entry.Entry.Turn == release.Turn))
        {
            await TellDeployedAsync(deploy, site, cancellationToken);
        }

        return site.Url;
    }

    /// <summary>Publishes the copy and returns the site's address.</summary>
    /// <exception cref="PublishException">
    /// It could not be published; what was served before is served still.
    /// </exception>
    /// <exception cref="IOException">The files could not be stored.</exception>
    /// <exception cref="StoreUnavailableException">The records could not be stored.</exception>
    public async Task<string> PublishAsync(Deploy deploy, string copy, CancellationToken cancellationToken)
    {
        var (site, release) = await FindReleaseAsync(deploy, cancellationToken) is { } begun
            ? await ResumeAsync(deploy, begun, cancellationToken)
            : await BeginAsync(deploy, cancellationToken);
        return await PublishAsync(deploy, site, release, copy, cancellationToken);
    }

    /// <summary>The call came back: its release is under way again.</summary>
    private async Task<(Site Site, Release Release)> ResumeAsync(
        Deploy deploy, (Site Site, Release Release) begun, CancellationToken cancellationToken)
    {
        var release = begun.Release with { State = ReleaseState.Uploading };
        await PutAsync(deploy, release, cancellationToken);
        return (begun.Site, release);
    }

    private async Task<string> PublishAsync(
        Deploy deploy, Site site, Release release, string copy, CancellationToken cancellationToken)
    {
        await deploy.TellAsync(ActivityTypes.Status, $"Publishing {site.Name}", cancellationToken);
        await CheckOwnedAsync(deploy, cancellationToken);
        await publisher.EnsureAsync(site, cancellationToken);
        var fact = SiteChoice.RecordOf(site, deploy.CallId, ResourceStage.Fact);
        if (!await ledger.PutAsync(fact, deploy.Lease, cancellationToken))
        {
            throw new PublishException(Deploy.TakenOver);
        }

        await TellResourcesAsync(deploy, site, cancellationToken);

        var (files, bytes) = await publisher.UploadAsync(site, release.Id, copy, progress: null, cancellationToken);
        await deploy.TellAsync(ActivityTypes.Progress, "90", cancellationToken);
        await CheckOwnedAsync(deploy, cancellationToken);
        if (!await publisher.PromoteAsync(site, release.Id, cancellationToken))
        {
            throw new PublishException("the uploaded release vanished before it was served; try again.");
        }

        var current = release with { State = ReleaseState.Current, Files = files, Bytes = bytes };
        await SettleAsync(deploy, site, current, cancellationToken);
        await deploy.TellAsync(ActivityTypes.Progress, "95", cancellationToken);
        await TellDeployedAsync(deploy, site, cancellationToken);
        LogPublished(deploy.Session, release.Id, files, bytes);
        return site.Url;
    }

    private async Task<(Site Site, Release Release)?> FindReleaseAsync(
        Deploy deploy, CancellationToken cancellationToken)
    {
        foreach (var site in await sites.ListAsync(deploy.Session, cancellationToken))
        {
            var releases = await sites.ListReleasesAsync(site.Id, cancellationToken);
            if (releases.FirstOrDefault(release => release.CallId == deploy.CallId) is { } known)
            {
                return (site, known);
            }
        }

        return null;
    }

    private async Task<(Site Site, Release Release)> BeginAsync(Deploy deploy, CancellationToken cancellationToken)
    {
        var site = await choice.ChooseAsync(deploy, cancellationToken);
        var release = new Release
        {
            Id = ReleaseId.New(time),
            Site = site.Id,
            State = ReleaseState.Uploading,
            CreatedAt = time.GetUtcNow(),
            Turn = deploy.Turn,
            CallId = deploy.CallId,
        };
        await PutAsync(deploy, release, cancellationToken);
        return (site, release);
    }

    /// <summary>
    /// Writes down what is served now. The release becomes current last: until then the same call goes on with it.
    /// </summary>
    private async Task SettleAsync(Deploy deploy, Site site, Release current, CancellationToken cancellationToken)
    {
        foreach (var earlier in await sites.ListReleasesAsync(site.Id, cancellationToken))
        {
            if (earlier.State == ReleaseState.Current && earlier.Id != current.Id)
            {
                await PutAsync(deploy, earlier with { State = ReleaseState.Previous }, cancellationToken);
            }
        }

        var state = await publisher.StateAsync(site, cancellationToken);
        await SaveAsync(deploy, site.Id, current.Id, state, cancellationToken);
        await book.ChangeAsync(deploy.Lease, session => session with { DeployedUrl = site.Url }, cancellationToken);
        await PutAsync(deploy, current, cancellationToken);
        await deploy.TellAsync(SiteEvents.StateChanged(site, state), cancellationToken);
    }

    private async Task SaveAsync(
        Deploy deploy, SiteId id, ReleaseId current, SiteState state, CancellationToken cancellationToken)
    {
        const int tries = 8;
        for (var attempt = 0; attempt < tries; attempt++)
        {
            var site = await sites.FindAsync(id, cancellationToken)
                ?? throw new PublishException("the site was removed meanwhile.");
            var saved = site with { State = state, CurrentRelease = current, UpdatedAt = time.GetUtcNow() };
            switch (await sites.SaveAsync(saved, deploy.Lease, cancellationToken))
            {
                case SaveOutcome.Saved:
                    return;
                case SaveOutcome.Stale:
                    continue;
                default:
                    throw new PublishException(Deploy.TakenOver);
            }
        }

        throw new PublishException("others changed the site at the same time; try again.");
    }

    private async Task PutAsync(Deploy deploy, Release release, CancellationToken cancellationToken)
    {
        if (!await sites.PutReleaseAsync(deploy.Session, release, deploy.Lease, cancellationToken))
        {
            throw new PublishException(Deploy.TakenOver);
        }
    }

    /// <summary>What is outside the store is not fenced by it, so the lease is looked at just before.</summary>
    private async Task CheckOwnedAsync(Deploy deploy, CancellationToken cancellationToken)
    {
        if (!await leases.StandsAsync(deploy.Lease, cancellationToken))
        {
            throw new PublishException(Deploy.TakenOver);
        }
    }

    private static async Task TellDeployedAsync(Deploy deploy, Site site, CancellationToken cancellationToken)
    {
        if (deploy.Runner.Announced.IsNew(deploy.Turn, site.Url))
        {
            await deploy.TellAsync(ActivityTypes.Deployed, site.Url, cancellationToken);
        }
    }

    private static async Task TellResourcesAsync(Deploy deploy, Site site, CancellationToken cancellationToken)
    {
        if (deploy.Runner.Announced.IsNew(deploy.Turn, "resources"))
        {
            var told = new ActivityEvent(
                ActivityTypes.Resources,
                $"Hosting for {site.Name} is ready",
                Turn: deploy.Turn,
                TraceId: deploy.TraceId);
            var entry = deploy.Runner.Pump.Prepare(told);
            await deploy.Runner.Pump.PostAsync(
                entry with { RawMessage = $"{{\"s3_bucket\":\"{site.Bucket}\"}}" }, cancellationToken);
        }
    }

    [LoggerMessage(
        LogLevel.Information, "Session {SessionId}: release {ReleaseId} is served, {Files} files, {Bytes} bytes")]
    private partial void LogPublished(SessionId sessionId, ReleaseId releaseId, int files, long bytes);
}
