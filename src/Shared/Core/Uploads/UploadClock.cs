namespace TmuxBuilder.Core.Uploads;

/// <summary>Gives every upload a millisecond of its own, so that stored names never collide.</summary>
public sealed class UploadClock(TimeProvider time)
{
    private readonly Lock gate = new();
    private long last;

    /// <summary>Milliseconds since 1970, later than any given out before.</summary>
    public long Next()
    {
        lock (gate)
        {
            last = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            return last;
        }
    }
}
