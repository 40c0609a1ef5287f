using System.Text.Json;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Purging;

/// <summary>
/// Removes everything a session made, outermost first and its rows last, so that a purge cut short is found and goes
/// on; the receipt is kept with the operation that asked for it.
/// </summary>
internal sealed partial class SessionPurge(
    ISessionStore sessions,
    ISiteStore sites,
    ISitePublisher publisher,
    IResourceLedger ledger,
    IBlobStore blobs,
    ITenantIdentity tenants,
    IOperationStore operations,
    ILeaseStore leases,
    IWorkspaces workspaces,
    TimeProvider time,
    ILogger<SessionPurge> logger)
{
    /// <summary>
    /// Purges the session the command names; a session that is not deleted is left alone and the operation told so.
    /// </summary>
    /// <exception cref="OwnershipLostException">The lease has passed on: its next owner goes on.</exception>
    public async Task RunAsync(LeaseToken lease, Command command, CancellationToken cancellationToken)
    {
        var payload = PurgePayload.Parse(command.Payload);
        var session = await sessions.FindAsync(lease.Session, cancellationToken);
        if (session is not { State: SessionState.Deleted or SessionState.Purging })
        {
            await TellAsync(
                payload, OperationItemStates.Failed, "The session is not deleted.", null, lease, cancellationToken);
            return;
        }

        var made = await ledger.ListAsync(session.Id, cancellationToken);
        var receipt = await RemoveAsync(lease, made, cancellationToken);
        var text = JsonSerializer.Serialize(receipt, BuilderJson.Default.PurgeReceipt);
        await TellAsync(payload, OperationItemStates.Done, null, text, lease, cancellationToken);
        foreach (var record in made)
        {
            ThrowUnless(await ledger.RemoveAsync(record.Kind, record.Id, lease, cancellationToken));
        }

        ThrowUnless(await sites.RemoveAllAsync(lease, cancellationToken));
        ThrowUnless(await sessions.EraseAsync(session.Id, lease, cancellationToken));
        LogPurged(session.Id, receipt.Sites.Count, receipt.Files);
    }

    /// <summary>Removes what is outside the store; the rows that lead to it go when the receipt is kept.</summary>
    private async Task<PurgeReceipt> RemoveAsync(
        LeaseToken lease, IReadOnlyList<ResourceRecord> made, CancellationToken cancellationToken)
    {
        var session = lease.Session;
        var published = await sites.ListAsync(session, cancellationToken);
        foreach (var site in published)
        {
            ThrowUnless(await leases.StandsAsync(lease, cancellationToken));
            await publisher.RemoveAsync(site, cancellationToken);
        }

        ThrowUnless(await leases.StandsAsync(lease, cancellationToken));
        await tenants.RevokeAsync(session, cancellationToken);
        var keys = new List<string>();
        await foreach (var key in blobs.ListAsync(SessionBlobs.Of(session), cancellationToken))
        {
            keys.Add(key);
        }

        foreach (var key in keys)
        {
            await blobs.DeleteAsync(key, cancellationToken);
        }

        workspaces.Remove(session);
        return new PurgeReceipt(
            session.Short,
            time.GetUtcNow(),
            [.. published.Select(site => site.Bucket)],
            [.. made.Where(record => record.Stage != ResourceStage.Intent).Select(record => record.Id)],
            keys.Count);
    }

    /// <summary>Keeps the first receipt: a second run finds nothing left to count.</summary>
    private async Task TellAsync(
        PurgePayload? payload,
        string state,
        string? detail,
        string? receipt,
        LeaseToken lease,
        CancellationToken cancellationToken)
    {
        if (payload is null || !OperationId.TryParse(payload.OperationId, null, out var id))
        {
            return;
        }

        var operation = await operations.FindAsync(id, cancellationToken);
        if (operation?.Items.FirstOrDefault(item => item.Subject == payload.Subject)
            is { State: OperationItemStates.Pending })
        {
            var item = new OperationItem(payload.Subject, state, detail, receipt);
            ThrowUnless(await operations.SaveItemAsync(id, item, lease, cancellationToken));
        }
    }

    private static void ThrowUnless(bool owned)
    {
        if (!owned)
        {
            throw new OwnershipLostException(leaseLost: true, "The session was taken over while it was purged.");
        }
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId} is purged: {Sites} sites, {Files} stored files")]
    private partial void LogPurged(SessionId sessionId, int sites, int files);
}
