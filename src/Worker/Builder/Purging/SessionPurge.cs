using System.Text.Json;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Purging;

/// <summary>
/// Removes everything a session made, outermost first and its rows last, so that a purge cut short is found and goes on;
/// the receipt is kept with the operation that asked for it.
/// </summary>
internal sealed partial class SessionPurge(
    ISessionStore sessions,
    ISiteStore sites,
    ISitePublisher publisher,
    IResourceLedger ledger,
    IBlobStore blobs,
    ITenantIdentity tenants,
    IOperationStore operations,
    SessionWorkspaces workspaces,
    TimeProvider time,
    ILogger<SessionPurge> logger)
{
    /// <summary>Purges the session the command names; a session that is not deleted is left alone and the operation told so.</summary>
    public async Task RunAsync(LeaseToken lease, Command command, CancellationToken cancellationToken)
    {
        var payload = PurgePayload.Parse(command.Payload);
        var session = await sessions.FindAsync(lease.Session, cancellationToken);
        if (session is not { State: SessionState.Deleted or SessionState.Purging })
        {
            await TellAsync(payload, "failed", "The session is not deleted.", null, cancellationToken);
            return;
        }

        var receipt = await RemoveAsync(session.Id, cancellationToken);
        await TellAsync(
            payload, "done", null, JsonSerializer.Serialize(receipt, BuilderJson.Default.PurgeReceipt), cancellationToken);
        await sessions.EraseAsync(session.Id, cancellationToken);
        LogPurged(session.Id, receipt.Sites.Count, receipt.Files);
    }

    private async Task<PurgeReceipt> RemoveAsync(SessionId session, CancellationToken cancellationToken)
    {
        var published = await sites.ListAsync(session, cancellationToken);
        foreach (var site in published)
        {
            await publisher.RemoveAsync(site, cancellationToken);
        }

        await tenants.RevokeAsync(session, cancellationToken);
        var made = await ledger.ListAsync(session, cancellationToken);
        foreach (var record in made)
        {
            await ledger.RemoveAsync(session, record.Kind, record.Id, cancellationToken);
        }

        var keys = new List<string>();
        await foreach (var key in blobs.ListAsync($"sessions/{session.Short}/", cancellationToken))
        {
            keys.Add(key);
        }

        foreach (var key in keys)
        {
            await blobs.DeleteAsync(key, cancellationToken);
        }

        await sites.RemoveAllAsync(session, cancellationToken);
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
        PurgePayload? payload, string state, string? detail, string? receipt, CancellationToken cancellationToken)
    {
        if (payload is null || !OperationId.TryParse(payload.OperationId, null, out var id))
        {
            return;
        }

        var operation = await operations.FindAsync(id, cancellationToken);
        if (operation?.Items.FirstOrDefault(item => item.Subject == payload.Subject) is { State: "pending" })
        {
            await operations.SaveItemAsync(
                id, new OperationItem(payload.Subject, state, detail, receipt), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId} is purged: {Sites} sites, {Files} files of clients")]
    private partial void LogPurged(SessionId sessionId, int sites, int files);
}
