using System.Globalization;
using System.Text.RegularExpressions;
using TmuxBuilder.Adapters.Aws.Metrics;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>What docs/operations.md says is so.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Guide = Checkout.Read("docs/operations.md");

    [Fact]
    public void What_it_costs_adds_up()
    {
        var tables = Guide.Split("\n## ").Single(part => part.StartsWith("What it costs", StringComparison.Ordinal))
            .Split("\n\n").Select(part => CostPattern().Matches(part)).Where(rows => rows.Count > 0).ToList();

        Assert.Equal(2, tables.Count);
        Assert.All(tables, rows => Assert.Equal(
            rows.Where(row => row.Groups["total"].Success).Sum(Dollars),
            rows.Where(row => !row.Groups["total"].Success).Sum(Dollars)));
    }

    [Fact]
    public void What_is_counted_there_is_what_a_stage_has()
    {
        var alarms = Stage.Plain.OfType("AWS::CloudWatch::Alarm").ToList();
        var own = alarms.Count(alarm => alarm.Resource["Properties"]!["AlarmName"] is not null);
        var metrics = Stage.Plain.OfType("AWS::Logs::MetricFilter").Count() + MetricNames.OfSweep.Count;

        Assert.Contains(
            $"| ({own} + 1 that reads two metrics + 2 × {alarms.Count - own} of scaling) × 0.10 |",
            Guide,
            StringComparison.Ordinal);
        Assert.Contains($"| {metrics} × 0.30 |", Guide, StringComparison.Ordinal);
        Assert.Contains($"| {MetricNames.OfWorkers.Values.Sum()} × 0.30 |", Guide, StringComparison.Ordinal);
        Assert.Contains(
            $"0.1008 {Stage.Plain.Settings.WorkerType} + 0.005", Guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_of_tb_admin_is_named()
    {
        var commands = CommandPattern().Matches(Checkout.Read("tb-admin"))
            .Select(found => found.Groups[1].Value).ToList();

        Assert.Equal(14, commands.Distinct().Count());
        Assert.All(commands, command => Assert.Matches($"(`|STAGE ){command}\\b", Guide));
    }

    private static decimal Dollars(Match row) =>
        decimal.Parse(row.Groups["dollars"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\| (?<total>\*\*AWS\*\*)?.*\| \**(?<dollars>\d+\.\d\d)\** \|$", RegexOptions.Multiline)]
    private static partial Regex CostPattern();

    [GeneratedRegex("^#   tb-admin ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex CommandPattern();
}
