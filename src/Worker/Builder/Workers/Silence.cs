namespace TmuxBuilder.Builder.Workers;

/// <summary>
/// How long nothing has succeeded: says so once when it was too long, to the moment, whatever is waited for meanwhile.
/// </summary>
internal sealed class Silence : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeSpan longest;
    private readonly TimeProvider time;
    private readonly Action tooLong;
    private readonly ITimer timer;
    private long last;
    private bool told;

    public Silence(TimeSpan longest, TimeProvider time, Action tooLong)
    {
        (this.longest, this.time, this.tooLong) = (longest, time, tooLong);
        last = time.GetTimestamp();
        timer = time.CreateTimer(_ => Look(), null, longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says that it was too long, if it was.</summary>
    public void Look()
    {
        lock (gate)
        {
            if (!told && time.GetElapsedTime(last) >= longest)
            {
                told = true;
                tooLong();
            }
        }
    }

    /// <summary>
    /// Something that was begun at <paramref name="began"/> has succeeded; true when that ends a silence that was told.
    /// One that took too long breaks none: what it showed may be over.
    /// </summary>
    public bool Break(long began)
    {
        lock (gate)
        {
            last = began;
            Look();
            if (time.GetElapsedTime(began) is var since && since >= longest)
            {
                return false;
            }

            timer.Change(RestOf(since), Timeout.InfiniteTimeSpan);
            var broken = told;
            told = false;
            return broken;
        }
    }

    public void Dispose() => timer.Dispose();

    /// <summary>In whole milliseconds, as timers count, rounded up: one that rings early finds nothing yet.</summary>
    private TimeSpan RestOf(TimeSpan since) => TimeSpan.FromMilliseconds(
        Math.Ceiling((longest - since).TotalMilliseconds));
}
