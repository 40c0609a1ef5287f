using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Keeps turns. Every step stores the turn, its chat lines, its entries and the head in one transaction; one after
/// which a turn is open no more also stores, after its own entries, those of <see cref="QueuePositions.Behind"/>.
/// </summary>
public interface ITurnStore
{
    /// <summary>
    /// Stores a message as a queued turn with its chat line and entries, gives the turn its number, and returns the
    /// entries with theirs. A <c>ClientMessageId</c> seen before gives the first turn back. Of a full queue, or a
    /// session that is absent or gone, nothing is written.
    /// </summary>
    Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> SubmitAsync(
        SessionId session, Submission submission, CancellationToken cancellationToken);

    /// <summary>Finds a turn of the session, or <see langword="null"/>.</summary>
    Task<Turn?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken);

    /// <summary>The turn that runs, if any, then those queued: repairs first, else in order.</summary>
    Task<IReadOnlyList<Turn>> ListOpenAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>The newest turns, newest first; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Turn>> ListRecentAsync(SessionId session, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// A worker's step of a turn, with the entries that tell of it. At most one turn of a session runs: a step from
    /// Queued while another runs is a <see cref="ChangeOutcome.Conflict"/>, as is any step of a turn that has ended.
    /// </summary>
    Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels a turn that is still queued, with the entries that tell of it. <see cref="ChangeOutcome.Conflict"/> when
    /// it is absent or not queued; with a lease, refused when it has passed on.
    /// </summary>
    Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropQueuedAsync(
        SessionId session,
        TurnId turn,
        string reason,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken);
}
