using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Sweeper.Function;

/// <summary>Writes what a sweep did and saw as metrics, in one line.</summary>
internal sealed class SweepMetrics(string stage, TimeProvider time, Action<byte[]> output)
{
    /// <param name="failed">Steps that failed beside those of the report.</param>
    /// <param name="fleet">How the fleet stands; its metrics are left out when that is not known.</param>
    public void Write(SweepReport did, int failed, FleetSigns? fleet)
    {
        var metrics = new List<(string, string, IReadOnlyList<double>)>
        {
            Count(MetricNames.SessionsWithWork, did.Rung),
            Count(MetricNames.WorkersLost, did.WorkersLost),
            Count(MetricNames.SweepStepsFailed, did.Failed.Count + failed + (fleet is null ? 1 : 0)),
        };
        if (fleet is not null)
        {
            metrics.Add(Count(MetricNames.PendingTurns, fleet.PendingTurns));
            metrics.Add((MetricNames.OldestPendingAge, "Seconds", [fleet.OldestPending.TotalSeconds]));
            metrics.Add(Count(MetricNames.AgentsAtWork, fleet.AtWork));
            metrics.Add(Count(MetricNames.Places, fleet.Places));
            metrics.Add(Count(MetricNames.Workers, fleet.Workers));
        }

        output(MetricLine.Write(stage, time.GetUtcNow(), [], metrics));
    }

    private static (string Name, string Unit, IReadOnlyList<double> Values) Count(string name, int value) =>
        (name, "Count", [value]);
}
