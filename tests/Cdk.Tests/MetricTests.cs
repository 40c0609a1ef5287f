using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TmuxBuilder.Adapters.Aws.Metrics;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>What alarms, scaling and dashboard read is what programs write, and the runbook says what it is.</summary>
public sealed partial class MetricTests
{
    private const string Namespace = "TmuxBuilder/tmux-builder";

    private static readonly string[] Counted =
        [StageMetrics.ModelRefused, StageMetrics.LeasesMoved, StageMetrics.WorkerErrors];

    private static IEnumerable<string> Written => [.. MetricNames.OfSweep, .. MetricNames.OfWorkers.Keys];

    [Fact]
    public void What_is_read_is_written()
    {
        var read = Stage.Plain.Templates.Values.SelectMany(ReadBy).ToHashSet();

        Assert.Contains(MetricNames.PendingTurns, read);
        Assert.Contains(MetricNames.EnterDelay, read);
        Assert.Subset(Written.Concat(Counted).ToHashSet(), read);
    }

    [Fact]
    public void Every_metric_is_in_the_runbook_and_the_runbook_has_no_others()
    {
        var rows = Checkout.Read("docs/operations.md").Split("\n## ")
            .Single(part => part.StartsWith("Metrics\n", StringComparison.Ordinal))
            .Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        var named = rows.SelectMany(row => CloudWatchPattern().Matches(row.Split('|')[^2]))
            .Select(found => found.Value).ToHashSet();

        Assert.Equal(Written.Order(), named.Order());
    }

    /// <summary>In alarms a property; in a dashboard's text, which is JSON too, what follows the namespace.</summary>
    private static IEnumerable<string> ReadBy(JsonNode? part) => part switch
    {
        JsonObject { } named when (string?)(named["Namespace"] as JsonValue) == Namespace =>
            [(string)named["MetricName"]!],
        JsonObject some => some.SelectMany(one => ReadBy(one.Value)),
        JsonArray all => all.SelectMany(ReadBy),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            DashboardPattern().Matches(text).Select(found => found.Groups[1].Value),
        _ => [],
    };

    [GeneratedRegex(""""
        "TmuxBuilder/tmux-builder","(\w+)"
        """")]
    private static partial Regex DashboardPattern();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+\b")]
    private static partial Regex CloudWatchPattern();
}
