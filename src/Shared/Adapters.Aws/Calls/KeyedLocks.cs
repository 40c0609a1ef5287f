namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>
/// Lets one at a time do something to one name, within this process. What is done may take minutes, so no name waits
/// for another's.
/// </summary>
internal sealed class KeyedLocks : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Turns> names = new(StringComparer.Ordinal);

    /// <summary>The names that somebody holds or waits for.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return names.Count;
            }
        }
    }

    public async Task<T> HoldAsync<T>(string name, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        var turns = Enter(name);
        try
        {
            await turns.One.WaitAsync(cancellationToken);
            try
            {
                return await act();
            }
            finally
            {
                turns.One.Release();
            }
        }
        finally
        {
            Leave(name, turns);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var turns in names.Values)
            {
                turns.One.Dispose();
            }

            names.Clear();
        }
    }

    private Turns Enter(string name)
    {
        lock (gate)
        {
            if (!names.TryGetValue(name, out var turns))
            {
                names[name] = turns = new Turns();
            }

            turns.Users++;
            return turns;
        }
    }

    private void Leave(string name, Turns turns)
    {
        lock (gate)
        {
            if (--turns.Users == 0 && names.Remove(name))
            {
                turns.One.Dispose();
            }
        }
    }

    private sealed class Turns
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
