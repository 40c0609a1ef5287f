using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Settles the lines of a session's ledger that are no facts, as its owner: what is used becomes one, what nothing
/// leads to is removed. Each step may be made twice; a line goes when what it names is gone.
/// </summary>
internal sealed partial class OrphanRemoval(
    ISessionStore sessions,
    ISiteStore sites,
    ISitePublisher publisher,
    IResourceLedger ledger,
    ITenantIdentity tenants,
    SiteRecords records,
    SweepOptions options,
    TimeProvider time,
    ILogger<OrphanRemoval> logger)
{
    /// <summary>Settles what is old enough; returns how many lines.</summary>
    /// <exception cref="PublishException">The session was taken over.</exception>
    /// <exception cref="StoreUnavailableException">Something could not be removed yet.</exception>
    public async Task<int> SettleAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(lease.Session, cancellationToken) is not { } session)
        {
            return 0;
        }

        var settled = 0;
        var before = time.GetUtcNow() - options.Making;
        foreach (var line in await ledger.ListAsync(lease.Session, cancellationToken))
        {
            var site = line.Kind == ResourceKind.User
                ? null
                : await sites.FindByBucketAsync(line.Id, cancellationToken);
            var fate = OrphanRules.Judge(line, session, site, before);
            if (fate == OrphanFate.Keep)
            {
                continue;
            }

            await records.CheckOwnedAsync(lease, cancellationToken);
            await (fate == OrphanFate.Confirm
                ? ConfirmAsync(line, site!, lease, cancellationToken)
                : RemoveAsync(line, site, lease, cancellationToken));
            LogSettled(lease.Session, line.Kind, line.Id, line.Stage, fate);
            settled++;
        }

        return settled;
    }

    private async Task ConfirmAsync(
        ResourceRecord line, Site site, LeaseToken lease, CancellationToken cancellationToken)
    {
        await publisher.EnsureAsync(site, cancellationToken);
        ThrowUnless(await ledger.PutAsync(line with { Stage = ResourceStage.Fact }, lease, cancellationToken));
    }

    private async Task RemoveAsync(
        ResourceRecord line, Site? site, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (line.Kind == ResourceKind.User)
        {
            await tenants.RevokeAsync(lease.Session, cancellationToken);
        }
        else
        {
            await publisher.RemoveAsync(site ?? SiteOf(line), cancellationToken);
        }

        ThrowUnless(await ledger.RemoveAsync(line.Kind, line.Id, lease, cancellationToken));
    }

    /// <summary>The site that a line was put for and that was never stored; its bucket leads to all it has.</summary>
    private Site SiteOf(ResourceRecord line) => new()
    {
        Id = SiteId.New(time),
        Session = line.Session,
        Slug = "",
        Name = "",
        Bucket = line.Id,
        Url = publisher.UrlOf(line.Id).AbsoluteUri,
        State = SiteState.Failed,
        CreatedAt = line.CreatedAt,
        UpdatedAt = line.CreatedAt,
    };

    private static void ThrowUnless(bool owned)
    {
        if (!owned)
        {
            throw new PublishException(Deploy.TakenOver);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: {Kind} {Id} was left as {Stage} and is settled: {Fate}")]
    private partial void LogSettled(
        SessionId sessionId, ResourceKind kind, string id, ResourceStage stage, OrphanFate fate);
}
