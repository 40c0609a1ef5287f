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
    private readonly Dictionary<string, long> served = new(StringComparer.Ordinal);
    private long round;
    private int working;
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

    /// <summary>Places that are taken.</summary>
    public int Used
    {
        get
        {
            lock (gate)
            {
                return working;
            }
        }
    }

    /// <summary>How many wait for one.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
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

            var place = new Place(this, who, static () => { });
            GrantLocked(place, FairLine.Order([place], one => one.Who.Client, round, ServedLocked())[0].Round);
            return place;
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
                round,
                [.. ServedLocked()],
                [.. LineLocked().Select(next => next.One.Who).Take(WorkerPlaces.MostTold)]);
        }
    }

    private IReadOnlyList<(Place One, long Round)> LineLocked() =>
        FairLine.Order(waiting, place => place.Who.Client, round, ServedLocked());

    private IEnumerable<Served> ServedLocked() => served.Select(one => new Served(one.Key, one.Value));

    private int FreeLocked() => AdmissionRules.Free(capacity, working, admittance);

    /// <summary>Runs under the gate: a place passes from one holder to the next without ever being free.</summary>
    private void GrantLocked()
    {
        while (waiting.Count > 0 && FreeLocked() > 0)
        {
            var (next, its) = LineLocked()[0];
            waiting.Remove(next);
            GrantLocked(next, its);
        }
    }

    private void GrantLocked(Place place, long its)
    {
        (working, round) = (working + 1, its);
        served[place.Who.Client] = its;
        foreach (var past in served.Where(one => one.Value < round).Select(one => one.Key).ToList())
        {
            served.Remove(past);
        }

        place.HasPlace = true;
        place.Granted();
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
                    slots.working--;
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
