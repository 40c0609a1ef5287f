using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sites;

/// <summary>Has the owner of a session show an earlier release of a site, or its current one once more.</summary>
public sealed class SwitchRelease(
    ISiteStore sites, ICommandStore commands, CommandSender sender, AuditTrail audit, TimeProvider time)
{
    /// <summary>Shows a release that was shown before, at the same address.</summary>
    public async Task<(SwitchOutcome Outcome, Site? Site)> RollBackAsync(
        SessionId session, SiteId id, ReleaseId named, By by, CancellationToken cancellationToken)
    {
        var (site, release) = await FindAsync(session, id, named, cancellationToken);
        return site is null || release is null ? (site is null ? SwitchOutcome.NoSite : SwitchOutcome.NoRelease, site)
            : release.PrunedAt is not null ? (SwitchOutcome.Pruned, site)
            : !release.CanBeServed ? (SwitchOutcome.NeverServed, site)
            : await SendAsync(site, release, CommandKind.Rollback, "site.rollback", by, cancellationToken);
    }

    /// <summary>Puts the release that is shown before the world again, from what was stored of it.</summary>
    public async Task<(SwitchOutcome Outcome, Site? Site)> RedeployAsync(
        SessionId session, SiteId id, ReleaseId named, By by, CancellationToken cancellationToken)
    {
        var (site, release) = await FindAsync(session, id, named, cancellationToken);
        return site is null || release is null ? (site is null ? SwitchOutcome.NoSite : SwitchOutcome.NoRelease, site)
            : site.CurrentRelease != release.Id ? (SwitchOutcome.NotCurrent, site)
            : await SendAsync(site, release, CommandKind.Redeploy, "site.redeploy", by, cancellationToken);
    }

    private async Task<(Site? Site, Release? Release)> FindAsync(
        SessionId session, SiteId id, ReleaseId named, CancellationToken cancellationToken)
    {
        if (await sites.FindAsync(id, cancellationToken) is not { } site || site.Session != session)
        {
            return (null, null);
        }

        var releases = await sites.ListReleasesAsync(id, cancellationToken);
        return (site, releases.FirstOrDefault(release => release.Id == named));
    }

    private async Task<(SwitchOutcome Outcome, Site? Site)> SendAsync(
        Site site, Release release, CommandKind kind, string action, By by, CancellationToken cancellationToken)
    {
        var payload = new ReleasePayload(site.Id.Value, release.Id.Value).ToJson();
        if (!await IsLastToDoAsync(site, kind, payload, cancellationToken))
        {
            await sender.SendAsync(
                site.Session, kind, payload, ReleasePayload.Lifetime, by.TraceId, cancellationToken);
            await audit.RecordAsync(by, action, site.Session, cancellationToken);
        }

        return (SwitchOutcome.Accepted, site);
    }

    /// <summary>Whether the same is what the site waits for already: asked twice, it is done once.</summary>
    private async Task<bool> IsLastToDoAsync(
        Site site, CommandKind kind, string payload, CancellationToken cancellationToken)
    {
        var pending = await commands.ListPendingAsync(site.Session, time.GetUtcNow(), cancellationToken);
        var last = pending.LastOrDefault(command => command.Kind is CommandKind.Rollback or CommandKind.Redeploy
            && ReleasePayload.Parse(command.Payload)?.SiteId == site.Id.Value);
        return last?.Kind == kind && last.Payload == payload;
    }
}
