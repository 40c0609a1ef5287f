using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Adds up what the model cost. Its write takes no lease: what was used was used, whoever owns the session by now, and
/// a call counts once whoever adds it.
/// </summary>
public interface IUsageStore
{
    /// <summary>
    /// Adds a call; one whose <c>CallId</c> was added to its session before changes nothing (false). Of a session that
    /// is purged by now it counts for its day alone, under no client's name.
    /// </summary>
    Task<bool> AddAsync(UsageRecord record, CancellationToken cancellationToken);

    /// <summary>What a session used; zero when nothing.</summary>
    Task<UsageTotals> SessionTotalAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// What each of these sessions used, in one look; one that used nothing is absent. For a page of a list.
    /// </summary>
    Task<IReadOnlyDictionary<SessionId, UsageTotals>> SessionTotalsAsync(
        IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>What each of these turns of a session used, in one look; one that used nothing is absent.</summary>
    Task<IReadOnlyDictionary<TurnId, UsageTotals>> TurnTotalsAsync(
        SessionId session, IReadOnlyCollection<TurnId> turns, CancellationToken cancellationToken);

    /// <summary>
    /// What a client used from <paramref name="from"/> to <paramref name="to"/>, both inclusive, by UTC day.
    /// </summary>
    Task<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>> ClientDaysAsync(
        string client, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>What all used from <paramref name="from"/> to <paramref name="to"/>, both inclusive, in UTC.</summary>
    Task<UsageTotals> TotalAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>
    /// A page of what was used within some days: sessions, clients and models in the order of their keys, days newest
    /// first; what used nothing then is absent. Purged sessions are no rows any more, but count for their days.
    /// </summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this group's.</exception>
    Task<Page<UsageRow>> PageAsync(UsageQuery query, CancellationToken cancellationToken);
}
