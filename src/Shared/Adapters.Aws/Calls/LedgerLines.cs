using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>
/// Writes the ledger's lines of what adapters make beneath a port, where no caller knows of it. They are written under
/// the lease that stands; a session that nobody holds has none: then nobody can be cut off in the middle and be
/// followed by another, and names that are made of the session's id lead to everything.
/// </summary>
internal sealed class LedgerLines(IResourceLedger ledger, ILeaseStore leases, TimeProvider time)
{
    /// <summary>The session's line of that name, or <see langword="null"/>.</summary>
    public async Task<ResourceRecord?> FindAsync(
        SessionId session, ResourceKind kind, string id, CancellationToken cancellationToken) =>
        (await ledger.ListAsync(session, cancellationToken)).FirstOrDefault(line => line.Kind == kind && line.Id == id);

    /// <summary>The ids of what there is of that kind.</summary>
    public async Task<IReadOnlyList<string>> ListFactsAsync(
        SessionId session, ResourceKind kind, CancellationToken cancellationToken) =>
    [
        .. (await ledger.ListAsync(session, cancellationToken))
            .Where(line => line.Kind == kind && line.Stage == ResourceStage.Fact).Select(line => line.Id),
    ];

    /// <summary>Adds or replaces a line.</summary>
    /// <exception cref="StoreUnavailableException">The session passed on to another worker just now.</exception>
    public async Task PutAsync(
        SessionId session,
        ResourceKind kind,
        string id,
        ResourceStage stage,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        if (await FindLeaseAsync(session, cancellationToken) is { } lease)
        {
            var line = new ResourceRecord(session, kind, id, stage, time.GetUtcNow(), metadata);
            ThrowUnless(await ledger.PutAsync(line, lease, cancellationToken));
        }
    }

    /// <summary>Removes a line; absent is fine.</summary>
    /// <exception cref="StoreUnavailableException">The session passed on to another worker just now.</exception>
    public async Task RemoveAsync(
        SessionId session, ResourceKind kind, string id, CancellationToken cancellationToken)
    {
        if (await FindLeaseAsync(session, cancellationToken) is { } lease)
        {
            ThrowUnless(await ledger.RemoveAsync(kind, id, lease, cancellationToken));
        }
    }

    private async Task<LeaseToken?> FindLeaseAsync(SessionId session, CancellationToken cancellationToken) =>
        await leases.FindAsync(session, cancellationToken) is { Worker: { } worker } lease
            ? new LeaseToken(session, worker, lease.Epoch)
            : null;

    private static void ThrowUnless(bool owned)
    {
        if (!owned)
        {
            throw new StoreUnavailableException("The session passed on to another worker.");
        }
    }
}
