using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Knows everything made for a session: an intent before, a fact after, so that a crash leaks nothing.
/// </summary>
public interface IResourceLedger
{
    /// <summary>
    /// Adds or replaces a line of the lease's session; false when the lease has passed on. A fact is never turned back
    /// into an intent.
    /// </summary>
    Task<bool> PutAsync(ResourceRecord record, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>The session's lines, oldest first.</summary>
    Task<IReadOnlyList<ResourceRecord>> ListAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Lines of any session that are no facts and say that they were made before <paramref name="before"/>, oldest
    /// first; at most <paramref name="limit"/>. What was put just now may be absent.
    /// </summary>
    Task<IReadOnlyList<ResourceRecord>> ListUnsettledAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Removes a line of the lease's session, absent is fine; false when the lease has passed on.</summary>
    Task<bool> RemoveAsync(ResourceKind kind, string id, LeaseToken lease, CancellationToken cancellationToken);
}
