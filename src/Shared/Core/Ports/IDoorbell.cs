using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Says "this session has something", and nothing more: to every worker, whose first takes it, or on the line of one. A
/// lost, late or doubled ring changes nothing.
/// </summary>
public interface IDoorbell
{
    /// <summary>Rings for a session where every worker listens; never waits for anybody to hear it.</summary>
    Task RingAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Rings on the line of <paramref name="worker"/>, heard or not; false when it has none, and nothing was rung.
    /// </summary>
    Task<bool> RingAtAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken);

    /// <summary>Rings for every worker as they come, until cancelled; one that was given out is gone.</summary>
    IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The same for rings on the line of <paramref name="worker"/>, which is laid when it has none. It stays when
    /// listening ends: who comes back hears what rang meanwhile.
    /// </summary>
    IAsyncEnumerable<SessionId> ListenAtAsync(WorkerId worker, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the line of a worker away that will not listen again; what rang on it unheard may be lost. None is fine.
    /// </summary>
    Task RemoveLineAsync(WorkerId worker, CancellationToken cancellationToken);
}
