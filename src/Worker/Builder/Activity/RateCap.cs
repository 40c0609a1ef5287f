namespace TmuxBuilder.Builder.Activity;

/// <summary>Lets 200 lines through at once and 20 a second after that, and counts what it kept back.</summary>
internal sealed class RateCap(TimeProvider time)
{
    public const int Burst = 200;
    public const int PerSecond = 20;

    private readonly Lock gate = new();
    private double tokens = Burst;
    private long last = time.GetTimestamp();
    private int skipped;

    /// <summary>Whether one more line may pass; otherwise it is counted as kept back.</summary>
    public bool Take()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(Burst, tokens + (time.GetElapsedTime(last, now).TotalSeconds * PerSecond));
            last = now;
            if (tokens < 1)
            {
                skipped++;
                return false;
            }

            tokens--;
            return true;
        }
    }

    /// <summary>Counts a line that was kept back for another reason.</summary>
    public void Skip()
    {
        lock (gate)
        {
            skipped++;
        }
    }

    /// <summary>How many lines were kept back since it was asked last.</summary>
    public int TakeSkipped()
    {
        lock (gate)
        {
            (var result, skipped) = (skipped, 0);
            return result;
        }
    }
}
