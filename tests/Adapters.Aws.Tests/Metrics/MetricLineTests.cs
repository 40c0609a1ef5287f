using System.Text.Json.Nodes;
using TmuxBuilder.Adapters.Aws.Metrics;

namespace TmuxBuilder.Adapters.Aws.Tests.Metrics;

/// <summary>What CloudWatch's embedded metric format asks for, by its specification.</summary>
public sealed class MetricLineTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_770_189_931_000);

    [Fact]
    public void A_line_names_its_metrics_and_has_their_values()
    {
        var line = MetricLine.Write(
            "tea", At, [new("Outcome", "done")], [("TurnsEnded", "Count", [3]), ("TurnDuration", "Seconds", [1.5, 2])]);

        Assert.Equal((byte)'\n', line[^1]);
        Assert.DoesNotContain((byte)'\n', line[..^1]);
        Assert.Equal(
            """
            {"_aws":{"Timestamp":1770189931000,"CloudWatchMetrics":[{"Namespace":"TmuxBuilder/tea",
            "Dimensions":[["Outcome"]],"Metrics":[{"Name":"TurnsEnded","Unit":"Count"},
            {"Name":"TurnDuration","Unit":"Seconds"}]}]},"Outcome":"done","TurnsEnded":3,"TurnDuration":[1.5,2]}
            """.ReplaceLineEndings(""),
            JsonNode.Parse(line)!.ToJsonString());
    }

    [Fact]
    public void Without_dimensions_there_is_one_empty_set_of_them() => Assert.Equal(
        "[[]]",
        JsonNode.Parse(MetricLine.Write("tea", At, [], [("A", "None", [0])]))!["_aws"]!["CloudWatchMetrics"]![0]!
            ["Dimensions"]!.ToJsonString());

    [Fact]
    public void More_values_than_the_format_takes_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => MetricLine.Write("tea", At, [], [("A", "None", [.. Enumerable.Repeat(1.0, 101)])]));

    /// <summary>Workers' logs are shipped in lines of at most 1,800 characters; what is longer is cut.</summary>
    [Fact]
    public void The_longest_line_is_shipped_whole()
    {
        var values = Enumerable.Range(0, MetricLine.MostValues).Select(n => 3599.123 + n).ToList();

        var line = MetricLine.Write(
            new string('s', 32), At, [new("Outcome", "timed_out")], [("DoorbellsForwarded", "Seconds", values)]);

        Assert.InRange(line.Length, 1_000, 1_800);
    }
}
