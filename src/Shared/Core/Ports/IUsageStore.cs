using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Core.Ports;

/// <summary>Adds up what the model cost.</summary>
public interface IUsageStore
{
    /// <summary>Adds a call; one whose <c>CallId</c> was added before changes nothing (false).</summary>
    Task<bool> AddAsync(UsageRecord record, CancellationToken cancellationToken);

    /// <summary>What a session used; zero when nothing.</summary>
    Task<UsageTotals> SessionTotalAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>What each of these sessions used, in one look; one that used nothing is absent. For a page of a list.</summary>
    Task<IReadOnlyDictionary<SessionId, UsageTotals>> SessionTotalsAsync(
        IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken);

    /// <summary>What a client used from <paramref name="from"/> to <paramref name="to"/>, both inclusive, by UTC day.</summary>
    Task<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>> ClientDaysAsync(
        string client, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
