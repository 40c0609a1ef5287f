using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Is told of what is stored, at the moment it is, and holds it against what must be.</summary>
internal interface IWitness
{
    /// <summary>A write landed that a lease was shown for.</summary>
    void Wrote(LeaseToken lease);

    /// <summary>A lease was given: one that was free, or with <paramref name="from"/> another's.</summary>
    /// <param name="asked">When it was asked for, in ticks of the run's time.</param>
    void Given(LeaseToken lease, WorkerId? from, long asked);

    /// <summary>A lease is nobody's any more.</summary>
    /// <param name="asked">When it was given back, in ticks of the run's time.</param>
    void Released(LeaseToken lease, long asked);

    void Beat(WorkerId worker);

    /// <summary>A worker is listed no more.</summary>
    void Gone(WorkerId worker);

    void Submitted(Turn turn);

    /// <summary>A turn was changed to what it is now.</summary>
    void Changed(Turn turn);

    void Logged(SessionId session, ActivityEntry entry);
}
