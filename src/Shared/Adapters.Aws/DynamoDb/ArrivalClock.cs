namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// Numbers what this process stores by time, each greater than the one before, so that things stored one after the
/// other keep their order even within one tick. Across processes the order is as good as their clocks.
/// </summary>
internal sealed class ArrivalClock(TimeProvider time)
{
    private long last;

    public long Next()
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            var next = Math.Max(before + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
            {
                return next;
            }
        }
    }
}
