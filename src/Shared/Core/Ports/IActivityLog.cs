using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>The numbered log of what happened in a session; sockets are a cache over it.</summary>
public interface IActivityLog
{
    /// <summary>
    /// Appends at most 50 entries in one transaction: visible ones get the next numbers without gap, others the number
    /// of the visible one before; the head's live status takes on what the entries change. With a lease, refused when
    /// it has passed on.
    /// </summary>
    Task<AppendResult> AppendAsync(
        SessionId session, IReadOnlyList<NewEntry> entries, LeaseToken? lease, CancellationToken cancellationToken);

    /// <summary>
    /// Visible entries with a number over <paramref name="since"/>, oldest first, at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<ActivityEntry>> ReadAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="count"/> visible entries, oldest first.</summary>
    Task<IReadOnlyList<ActivityEntry>> TailAsync(SessionId session, int count, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="ReadAsync"/>, with the entries that were dropped beside the visible ones; for admins.
    /// </summary>
    Task<IReadOnlyList<ActivityEntry>> ReadRawAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken);

    /// <summary>The session's head, or <see langword="null"/> when there is no such session.</summary>
    Task<SessionHead?> HeadAsync(SessionId session, CancellationToken cancellationToken);
}
