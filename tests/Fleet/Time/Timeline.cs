namespace TmuxBuilder.Fleet.Time;

/// <summary>
/// Virtual time and the one thread that all of a run happens on. What is ready runs in an order drawn from the seed;
/// when nothing is, time goes on to the next alarm. Nothing else moves it, so a seed gives one run.
/// </summary>
internal sealed class Timeline(int seed)
{
    private readonly PriorityQueue<Alarm, (long Due, long Order)> alarms = new();
    private readonly List<Step> ready = [];
    private readonly Random order = new(seed);
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long alarmCount;
    private string? strayed;

    /// <summary>Ticks since the beginning.</summary>
    public long Now { get; private set; }

    /// <summary>What ran so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Why the run is no longer one of its seed alone; <see langword="null"/> while it is.</summary>
    public string? Strayed => Volatile.Read(ref strayed);

    /// <summary>Has something happen at a moment; at once when that is over.</summary>
    public void At(long due, Alarm alarm) => alarms.Enqueue(alarm, (Math.Max(due, Now), alarmCount++));

    /// <inheritdoc cref="At(long, Alarm)"/>
    public void In(TimeSpan rest, Action act) => At(Now + rest.Ticks, new Act(act));

    /// <summary>Has a process go on with something as soon as it is its turn.</summary>
    public void Post(Process process, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            // What comes from another thread comes at a moment that no seed gives.
            Volatile.Write(ref strayed, $"something left the run's thread: {Environment.StackTrace}");
            return;
        }

        ready.Add(new Step(process, callback, state));
    }

    /// <summary>Runs until a moment, or until nothing is left to happen.</summary>
    public void RunUntil(long end)
    {
        // Outside of processes nobody's context counts: what ends a wait of theirs has them go on in their own.
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            GoOn(end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void GoOn(long end)
    {
        while (Strayed is null)
        {
            if (ready.Count > 0)
            {
                Next();
            }
            else if (alarms.TryPeek(out _, out var when) && when.Due <= end)
            {
                Now = when.Due;
                alarms.Dequeue().Ring();
                Steps++;
            }
            else
            {
                break;
            }
        }

        Now = Math.Max(Now, end);
    }

    private void Next()
    {
        var drawn = ready.Count == 1 ? 0 : order.Next(ready.Count);
        var step = ready[drawn];
        ready[drawn] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        Steps++;
        step.Process.Run(step.Callback, step.State);
    }

    private readonly record struct Step(Process Process, SendOrPostCallback Callback, object? State);
}
