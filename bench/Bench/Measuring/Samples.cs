namespace TmuxBuilder.Bench.Measuring;

/// <summary>Figures of one thing; times are in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];
    private readonly Lock sync = new();

    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    public void Add(double value)
    {
        lock (sync)
        {
            values.Add(value);
        }
    }

    /// <summary>The value below which this share (0–1) of the samples lies.</summary>
    public double Quantile(double share)
    {
        lock (sync)
        {
            values.Sort();
            return values[Math.Min((int)(share * values.Count), values.Count - 1)];
        }
    }

    public double Median => Quantile(0.5);
}
