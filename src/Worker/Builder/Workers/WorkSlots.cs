using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Workers;

/// <summary>
/// The places of agents that may work at once, given out as <see cref="FairLine"/> says, and none that is new while the
/// machine is short of something.
/// </summary>
internal sealed class WorkSlots(int capacity)
{
    private readonly Lock gate = new();
    private readonly List<Place> waiting = [];
    private readonly List<string> working = [];
    private Admittance admittance;

    /// <summary>Whether one that asks now has to wait.</summary>
    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                return FreeLocked() == 0;
            }
        }
    }

    /// <summary>
    /// Asks for a place; <paramref name="granted"/> is called once, perhaps at once, and must return quickly. Disposing
    /// the result gives the place back, or gives up waiting for it.
    /// </summary>
    public IDisposable Request(Waiting who, Action granted)
    {
        var place = new Place(this, who, granted);
        lock (gate)
        {
            waiting.Add(place);
            GrantLocked();
        }

        return place;
    }

    /// <summary>
    /// A place that is free now, to be given back by disposing it; <see langword="null"/> when none is.
    /// </summary>
    public IDisposable? TryTake(Waiting who)
    {
        lock (gate)
        {
            if (FreeLocked() == 0)
            {
                return null;
            }

            working.Add(who.Client);
            return new Place(this, who, static () => { }) { HasPlace = true };
        }
    }

    /// <summary>Says whether the machine has what another agent needs.</summary>
    public void Admit(Admittance now)
    {
        lock (gate)
        {
            admittance = now;
            GrantLocked();
        }
    }

    /// <summary>What is free, who works, and who waits in which order.</summary>
    public WorkerPlaces Look()
    {
        lock (gate)
        {
            return new WorkerPlaces(
                FreeLocked(),
                [.. working],
                [.. LineLocked().Select(place => place.Who).Take(WorkerPlaces.MostTold)]);
        }
    }

    private IReadOnlyList<Place> LineLocked() => FairLine.Order(waiting, place => place.Who.Client, working);

    private int FreeLocked() => AdmissionRules.Free(capacity, working.Count, admittance);

    /// <summary>Runs under the gate: a place passes from one holder to the next without ever being free.</summary>
    private void GrantLocked()
    {
        while (waiting.Count > 0 && FreeLocked() > 0)
        {
            var next = LineLocked()[0];
            waiting.Remove(next);
            working.Add(next.Who.Client);
            next.HasPlace = true;
            next.Granted();
        }
    }

    private sealed class Place(WorkSlots slots, Waiting who, Action granted) : IDisposable
    {
        private bool disposed;

        public Waiting Who => who;

        public Action Granted => granted;

        public bool HasPlace { get; set; }

        public void Dispose()
        {
            lock (slots.gate)
            {
                if (disposed)
                {
                    return;
                }

                disposed = true;
                if (HasPlace)
                {
                    slots.working.Remove(who.Client);
                    slots.GrantLocked();
                }
                else
                {
                    slots.waiting.Remove(this);
                }
            }
        }
    }
}
