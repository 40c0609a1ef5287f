using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Makes a release of a judged copy and puts it before the world. Each step can be repeated; the ledger has a line
/// before anything is made and after.
/// </summary>
internal sealed partial class SitePublishing(
    ISiteStore sites,
    ISitePublisher publisher,
    IResourceLedger ledger,
    IActivityLog log,
    ITurnStore turns,
    SiteRecords records,
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
        if (await FindReleaseAsync(deploy, cancellationToken) is not (var site, { CanBeServed: true } release))
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

    /// <summary>What the site shows that the deploy will update: judged before, and not uploaded again.</summary>
    public async Task<ReleaseManifest?> FindBeforeAsync(Deploy deploy, CancellationToken cancellationToken) =>
        await choice.FindAsync(deploy, cancellationToken) is { CurrentRelease: { } current } site
            ? await publisher.FindManifestAsync(site, current, cancellationToken)
            : null;

    /// <summary>Publishes the copy and returns the site's address.</summary>
    /// <exception cref="PublishException">
    /// It could not be published; what was served before is served still.
    /// </exception>
    /// <exception cref="IOException">The files could not be stored.</exception>
    /// <exception cref="StoreUnavailableException">The records could not be stored.</exception>
    public async Task<string> PublishAsync(Deploy deploy, BuiltCopy copy, CancellationToken cancellationToken)
    {
        var (site, release) = await FindReleaseAsync(deploy, cancellationToken) is { } begun
            ? await ResumeAsync(deploy, begun, cancellationToken)
            : await BeginAsync(deploy, cancellationToken);
        deploy.Tell(ActivityTypes.Status, $"Publishing {site.Name}");
        site = await records.ChangeAsync(
            site.Id, deploy.Lease, found => found with { State = SiteState.Publishing }, cancellationToken);
        deploy.Tell(SiteEvents.StateChanged(site));
        await MakeAsync(deploy, site, cancellationToken);
        await UploadAsync(deploy, site, release, copy, cancellationToken);
        release = release with { Files = copy.Manifest.Files.Count, Bytes = copy.Manifest.Bytes };
        site = await records.ShowAsync(site, release, deploy.Lease, cancellationToken);
        deploy.Tell(SiteEvents.StateChanged(site));
        deploy.Tell(ActivityTypes.Progress, "95");
        await TellDeployedAsync(deploy, site, cancellationToken);
        LogPublished(deploy.Session, release.Id, release.Files, release.Bytes);
        await records.PruneAsync(site, deploy.Lease, cancellationToken);
        return site.Url;
    }

    /// <summary>Sees to it that what serves the site is there, and in the ledger.</summary>
    private async Task MakeAsync(Deploy deploy, Site site, CancellationToken cancellationToken)
    {
        // Again: of a site that was never served the sweep may have removed what there was, and its line.
        await WriteAsync(ResourceStage.Intent);
        await records.CheckOwnedAsync(deploy.Lease, cancellationToken);
        await publisher.EnsureAsync(site, cancellationToken);
        await WriteAsync(ResourceStage.Fact);
        TellResources(deploy, site);

        async Task WriteAsync(ResourceStage stage)
        {
            if (!await ledger.PutAsync(
                SiteChoice.RecordOf(site, deploy.CallId, stage), deploy.Lease, cancellationToken))
            {
                throw new PublishException(Deploy.TakenOver);
            }
        }
    }

    private async Task UploadAsync(
        Deploy deploy, Site site, Release release, BuiltCopy copy, CancellationToken cancellationToken)
    {
        try
        {
            var progress = new UploadProgress(deploy, time);
            await publisher.UploadAsync(site, release.Id, copy.Manifest, copy.Directory, progress, cancellationToken);
        }
        catch (InvalidDataException wrong)
        {
            throw new PublishException("the checked copy is not whole any more; try again.", wrong);
        }

        deploy.Tell(ActivityTypes.Progress, "90");
        await CheckTurnAsync(release, deploy.Session, cancellationToken);
        await records.CheckOwnedAsync(deploy.Lease, cancellationToken);
        if (!await publisher.PromoteAsync(site, release.Id, cancellationToken))
        {
            throw new PublishException("the uploaded release vanished before it was served; try again.");
        }
    }

    /// <summary>
    /// A deploy may outlive its script, and that its turn: what nobody looks at any more does not go before the world.
    /// The store is asked, for what runs here is forgotten for a moment whenever something fails.
    /// </summary>
    private async Task CheckTurnAsync(Release release, SessionId session, CancellationToken cancellationToken)
    {
        if (release.Turn is not { } id
            || await turns.FindAsync(session, id, cancellationToken) is not { } turn
            || turn.State.IsEnded)
        {
            throw new PublishException(Deploy.WorkOver);
        }
    }

    /// <summary>The call came back: its release is under way again.</summary>
    private async Task<(Site Site, Release Release)> ResumeAsync(
        Deploy deploy, (Site Site, Release Release) begun, CancellationToken cancellationToken)
    {
        var release = begun.Release with { State = ReleaseState.Uploading, PrunedAt = null };
        await records.PutAsync(release, deploy.Lease, cancellationToken);
        return (begun.Site, release);
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
        await records.PutAsync(release, deploy.Lease, cancellationToken);
        return (site, release);
    }

    /// <summary>Tells the address, once a turn, and returns when all that was told is stored.</summary>
    private static async Task TellDeployedAsync(Deploy deploy, Site site, CancellationToken cancellationToken)
    {
        var told = deploy.Runner.Announced.IsNew(deploy.Turn, site.Url)
            ? deploy.TellAsync(ActivityTypes.Deployed, site.Url, cancellationToken)
            : Task.CompletedTask;
        await deploy.ToldAsync(cancellationToken);
        await told;
    }

    private static void TellResources(Deploy deploy, Site site)
    {
        if (deploy.Runner.Announced.IsNew(deploy.Turn, "resources"))
        {
            var told = new ActivityEvent(ActivityTypes.Resources, $"Hosting for {site.Name} is ready");
            deploy.Tell(told, raw: $"{{\"s3_bucket\":\"{site.Bucket}\"}}");
        }
    }

    [LoggerMessage(
        LogLevel.Information, "Session {SessionId}: release {ReleaseId} is served, {Files} files, {Bytes} bytes")]
    private partial void LogPublished(SessionId sessionId, ReleaseId releaseId, int files, long bytes);
}
