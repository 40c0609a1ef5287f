using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>For stores that nobody watches.</summary>
internal sealed class NoWitness : IWitness
{
    public void Wrote(LeaseToken lease)
    {
    }

    public void Given(LeaseToken lease, WorkerId? from, long asked)
    {
    }

    public void Released(LeaseToken lease, long asked)
    {
    }

    public void Beat(WorkerId worker)
    {
    }

    public void Gone(WorkerId worker)
    {
    }

    public void Submitted(Turn turn)
    {
    }

    public void Changed(Turn turn)
    {
    }

    public void Logged(SessionId session, ActivityEntry entry)
    {
    }
}
