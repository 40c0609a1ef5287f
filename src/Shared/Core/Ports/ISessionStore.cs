using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps sessions and the heads that count their events.</summary>
public interface ISessionStore
{
    /// <summary>
    /// Stores a new session with an empty head, or with what it begins with, all or nothing. Refused as
    /// <see cref="CreateOutcome.IdTaken"/> when a session that is not purged has the same first 12 digits, or any ever
    /// had the same id; of parallel creations one wins.
    /// </summary>
    Task<CreateOutcome> CreateAsync(
        Session session, SessionBeginning beginning, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a session in any state, or <see langword="null"/> when there never was one by that id. Of a purged one
    /// only its state is known, and when it was purged.
    /// </summary>
    Task<Session?> FindAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>Finds a session with its head and lease holder; <see langword="null"/> when absent or purged.</summary>
    Task<SessionRow?> FindRowAsync(SessionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Saves <paramref name="session"/> and raises its version by one, unless a newer version was saved first or, when
    /// a lease is given, the lease has passed on.
    /// </summary>
    Task<SaveOutcome> SaveAsync(Session session, LeaseToken? lease, CancellationToken cancellationToken);

    /// <summary>
    /// A page of sessions, newest first, at a cost that does not grow with what is stored. Purged sessions are never
    /// listed. <see cref="Page{T}.Total"/> is the filter's counter, absent with a prefix.
    /// </summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    Task<Page<SessionRow>> PageAsync(SessionQuery query, CancellationToken cancellationToken);

    /// <summary>Sessions of one client that are not gone, most recently updated first; at most 200.</summary>
    Task<IReadOnlyList<SessionRow>> ListByEmailAsync(string email, CancellationToken cancellationToken);

    /// <summary>
    /// Ids of sessions with a queued or running turn or a pending command, in no order; at most
    /// <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<SessionId>> ListWithWorkAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// What waits and runs in each session with a queued or running turn, in no order; at most
    /// <paramref name="limit"/> sessions.
    /// </summary>
    Task<IReadOnlyList<SessionLoad>> ListLoadsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Ids of sessions that expire at or before <paramref name="now"/> and are not gone.</summary>
    Task<IReadOnlyList<SessionId>> ListExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Ids of sessions created before <paramref name="before"/> that are still initializing and never had a turn,
    /// oldest first: whoever made them may have been cut off.
    /// </summary>
    Task<IReadOnlyList<SessionId>> ListUnbegunAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Removes everything stored of the session and, with the last session of a client, of the client; amounts used
    /// count on under no name. What stays is proof that the id was used, which does not hold the id. Removed bytes are
    /// overwritten where the store can. Absent is fine; false when, with a lease, it has passed on.
    /// </summary>
    Task<bool> EraseAsync(SessionId id, LeaseToken? lease, CancellationToken cancellationToken);
}
