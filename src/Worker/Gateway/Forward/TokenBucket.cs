namespace TmuxBuilder.Gateway.Forward;

/// <summary>Lets so much through at once, and no more than a rate after that.</summary>
/// <param name="capacity">What it holds, full at first.</param>
/// <param name="refill">The time in which an empty one is full again.</param>
internal sealed class TokenBucket(long capacity, TimeSpan refill, TimeProvider time)
{
    private readonly Lock gate = new();
    private double held = capacity;
    private long last = time.GetTimestamp();

    /// <summary>Whether it is as full as at first, so that nothing is lost with it.</summary>
    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                RefillLocked();
                return held >= capacity;
            }
        }
    }

    /// <summary>Takes so much out; takes nothing and says no when there is less.</summary>
    public bool TryTake(long amount)
    {
        lock (gate)
        {
            RefillLocked();
            if (held < amount)
            {
                return false;
            }

            held -= amount;
            return true;
        }
    }

    private void RefillLocked()
    {
        var now = time.GetTimestamp();
        held = Math.Min(capacity, held + (time.GetElapsedTime(last, now) / refill * capacity));
        last = now;
    }
}
