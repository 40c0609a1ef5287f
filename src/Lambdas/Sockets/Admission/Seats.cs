namespace TmuxBuilder.Sockets.Admission;

/// <summary>Counts open sockets by what they share, such as an address, so that none takes all.</summary>
internal sealed class Seats(int max)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a seat, given back when disposed; <see langword="null"/> when none is free.</summary>
    public IDisposable? TryTake(string key)
    {
        lock (gate)
        {
            var count = taken.GetValueOrDefault(key);
            if (count >= max)
            {
                return null;
            }

            taken[key] = count + 1;
            return new Seat(this, key);
        }
    }

    private void Leave(string key)
    {
        lock (gate)
        {
            if (--taken[key] == 0)
            {
                taken.Remove(key);
            }
        }
    }

    private sealed class Seat(Seats seats, string key) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref left, true))
            {
                seats.Leave(key);
            }
        }
    }
}
