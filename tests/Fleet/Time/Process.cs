namespace TmuxBuilder.Fleet.Time;

/// <summary>
/// One process of the fleet: whatever it awaits goes on here, on the run's thread. It can be killed, and stand still
/// and go on as by SIGSTOP and SIGCONT.
/// </summary>
internal sealed class Process : SynchronizationContext
{
    private readonly Timeline timeline;
    private readonly List<(SendOrPostCallback Callback, object? State)> held = [];
    private readonly Action<Exception> failed;

    public Process(string name, Timeline timeline, ClockError error, Action<Exception> failed)
    {
        (Name, this.timeline, this.failed) = (name, timeline, failed);
        Clock = new ProcessClock(this, timeline, error);
    }

    public string Name { get; }

    public ProcessClock Clock { get; }

    public bool IsDead { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>When it was last seen to go on after standing still; long ago at first.</summary>
    public long WokeAt { get; private set; } = long.MinValue / 2;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead)
        {
            timeline.Post(this, d, state);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing of the product waits on its thread for another.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Begins something in the process.</summary>
    public void Start(Func<Task> work) => Post(static state => ((Work)state!).Begin(), new Work(this, work));

    /// <summary>Runs a step now, or when it goes on; never when it is dead.</summary>
    public void Run(SendOrPostCallback callback, object? state)
    {
        if (IsDead)
        {
            return;
        }

        if (IsPaused)
        {
            held.Add((callback, state));
            return;
        }

        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            failed(failure);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Ends it as by <c>kill -9</c>: nothing of it runs any more, not even what cleans up.</summary>
    public void Kill()
    {
        IsDead = true;
        held.Clear();
    }

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        WokeAt = timeline.Now;
        foreach (var (callback, state) in held)
        {
            Post(callback, state);
        }

        held.Clear();
    }

    private sealed class Work(Process process, Func<Task> work)
    {
        public async void Begin()
        {
            try
            {
                await work();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                process.failed(failure);
            }
        }
    }
}
