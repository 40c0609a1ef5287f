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
    /// <param name="named"><see langword="null"/> for the one that was shown before the present one.</param>
    public async Task<Switched> RollBackAsync(
        SessionId session, SiteId id, ReleaseId? named, By by, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, id, cancellationToken) is not { } site)
        {
            return new Switched(SwitchOutcome.NoSite);
        }

        var releases = await sites.ListReleasesAsync(id, cancellationToken);
        var release = named is null ? FindBefore(site, releases) : releases.FirstOrDefault(one => one.Id == named);
        return release is null ? new Switched(named is null ? SwitchOutcome.NothingBefore : SwitchOutcome.NoRelease)
            : release.PrunedAt is not null ? new Switched(SwitchOutcome.Pruned)
            : !release.CanBeServed ? new Switched(SwitchOutcome.NeverServed)
            : await SendAsync(site, release, CommandKind.Rollback, "site.rollback", by, cancellationToken);
    }

    /// <summary>Puts the release that is shown before the world again, from what was stored of it.</summary>
    /// <param name="named">Guards against another being shown by now; <see langword="null"/> for whichever is.</param>
    public async Task<Switched> RedeployAsync(
        SessionId session, SiteId id, ReleaseId? named, By by, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, id, cancellationToken) is not { } site)
        {
            return new Switched(SwitchOutcome.NoSite);
        }

        var releases = await sites.ListReleasesAsync(id, cancellationToken);
        var current = releases.FirstOrDefault(one => one.Id == site.CurrentRelease);
        return named is not null && releases.All(one => one.Id != named) ? new Switched(SwitchOutcome.NoRelease)
            : current is null ? new Switched(SwitchOutcome.NeverServed)
            : named is not null && named != current.Id ? new Switched(SwitchOutcome.NotCurrent)
            : await SendAsync(site, current, CommandKind.Redeploy, "site.redeploy", by, cancellationToken);
    }

    /// <summary>The release that was put before the world last, of those that are not shown now.</summary>
    private static Release? FindBefore(Site site, IReadOnlyList<Release> releases) => releases
        .Where(release => release.CanBeServed && release.Id != site.CurrentRelease)
        .MaxBy(release => release.ServedAt ?? release.CreatedAt);

    private async Task<Site?> FindAsync(SessionId session, SiteId id, CancellationToken cancellationToken) =>
        await sites.FindAsync(id, cancellationToken) is { } site && site.Session == session ? site : null;

    private async Task<Switched> SendAsync(
        Site site, Release release, CommandKind kind, string action, By by, CancellationToken cancellationToken)
    {
        var payload = new ReleasePayload(site.Id.Value, release.Id.Value).ToJson();
        if (!await IsLastToDoAsync(site, kind, payload, cancellationToken))
        {
            await sender.SendAsync(
                site.Session, kind, payload, ReleasePayload.Lifetime, by.TraceId, cancellationToken);
            await audit.RecordAsync(by, action, site.Session);
        }

        return new Switched(SwitchOutcome.Accepted, site, release);
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
