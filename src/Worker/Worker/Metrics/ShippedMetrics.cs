using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Worker.Metrics;

/// <summary>Which instruments a worker tells CloudWatch of, by what name and in what unit of CloudWatch.</summary>
internal static class ShippedMetrics
{
    private static readonly Dictionary<string, (string Name, string Unit)> Known = new()
    {
        [Instruments.TurnsEndedName] = (MetricNames.TurnsEnded, "Count"),
        [Instruments.TurnDurationName] = (MetricNames.TurnDuration, "Seconds"),
        [Instruments.EnterDelayName] = (MetricNames.EnterDelay, "Seconds"),
        [Instruments.TakeOversName] = (MetricNames.TakeOvers, "Count"),
        [Instruments.HandOversName] = (MetricNames.HandOvers, "Count"),
        [Instruments.ForwardsName] = (MetricNames.DoorbellsForwarded, "Count"),
        [Instruments.PublishName] = (MetricNames.PublishDuration, "Seconds"),
        [Instruments.ModelCallsName] = (MetricNames.ModelCalls, "Count"),
        [Instruments.ModelTokensName] = (MetricNames.ModelTokens, "Count"),
        [Instruments.ModelCostName] = (MetricNames.ModelCost, "None"),
    };

    public static (string Name, string Unit)? Find(string instrument) =>
        Known.TryGetValue(instrument, out var known) ? known : null;

    /// <summary><c>outcome</c> → <c>Outcome</c>, as CloudWatch's own dimensions are written.</summary>
    public static string DimensionOf(string label) => string.Concat(char.ToUpperInvariant(label[0]), label[1..]);
}
