namespace TmuxBuilder.Builder.Workers;

/// <summary>The places of agents that may work at once, given out first come, first served.</summary>
internal sealed class WorkSlots(int capacity)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Action> waiting = new();
    private readonly int all = capacity;
    private int free = capacity;

    /// <summary>Places that are taken.</summary>
    public int Used
    {
        get
        {
            lock (gate)
            {
                return all - free;
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
    public IDisposable Request(Action granted)
    {
        var place = new Place(this, granted);
        place.Enter();
        return place;
    }

    /// <summary>
    /// A place that is free now, to be given back by disposing it; <see langword="null"/> when none is.
    /// </summary>
    public IDisposable? TryTake()
    {
        lock (gate)
        {
            if (free == 0)
            {
                return null;
            }

            free--;
        }

        return new Place(this, static () => { });
    }

    private sealed class Place(WorkSlots slots, Action granted) : IDisposable
    {
        private LinkedListNode<Action>? node;
        private bool disposed;

        public void Enter()
        {
            lock (slots.gate)
            {
                if (slots.free == 0)
                {
                    node = slots.waiting.AddLast(TakeLocked);
                    return;
                }

                slots.free--;
            }

            granted();
        }

        public void Dispose()
        {
            lock (slots.gate)
            {
                if (disposed)
                {
                    return;
                }

                disposed = true;
                if (node is not null)
                {
                    slots.waiting.Remove(node);
                }
                else if (slots.waiting.First is { } first)
                {
                    slots.waiting.RemoveFirst();
                    first.Value();
                }
                else
                {
                    slots.free++;
                }
            }
        }

        /// <summary>
        /// Runs under the gate: the place passes from one holder to the next without ever being free.
        /// </summary>
        private void TakeLocked()
        {
            node = null;
            granted();
        }
    }
}
