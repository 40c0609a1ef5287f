namespace TmuxBuilder.Bench.Measuring;

/// <summary>One measured figure.</summary>
/// <param name="Baseline">
/// What it is held against: a peer's figure, or the same thing measured another way in the same run.
/// </param>
/// <param name="Target">The most it should be.</param>
internal sealed record Figure(string Metric, string Unit, double Value, double? Baseline, double? Target)
{
    public double? Ratio => Baseline is > 0 ? Value / Baseline : null;

    public bool? Met => Target is { } target ? Value <= target : null;
}
