using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;
using TmuxBuilder.Worker.Metrics;

namespace TmuxBuilder.Worker.Tests;

/// <summary>What a worker counts, as CloudWatch takes it out of its log.</summary>
public sealed class MetricLogTests : IAsyncDisposable
{
    private static readonly TurnState[] Ends =
        [TurnState.Done, TurnState.Failed, TurnState.Cancelled, TurnState.TimedOut];

    private readonly Instruments instruments = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 2, 4, 7, 0, 0, TimeSpan.Zero));
    private readonly List<JsonNode> lines = [];
    private readonly MetricLog log;

    public MetricLogTests() =>
        log = new MetricLog("tea", instruments, time, line => lines.Add(JsonNode.Parse(line)!));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await log.StopAsync(Token);
        log.Dispose();
        instruments.Dispose();
    }

    [Fact]
    public async Task Everything_that_can_happen_makes_the_metrics_there_are_and_no_others()
    {
        await log.StartAsync(Token);
        foreach (var end in Ends)
        {
            instruments.TurnEnded(end, TimeSpan.FromSeconds(90));
        }

        instruments.TurnStored(TurnOrigin.Client);
        instruments.EnterPressed(TimeSpan.FromMilliseconds(30));
        instruments.TakenOver();
        instruments.HandedOver();
        instruments.Rung(atHolder: true);
        instruments.Forwarded();
        instruments.Published("published", TimeSpan.FromSeconds(2));
        instruments.Published("refused", TimeSpan.FromSeconds(1));
        instruments.Published("failed", TimeSpan.FromSeconds(3));
        instruments.ModelCalled(answered: true, new UsageTotals(1, 2, 3, 4, 1_000_000));
        instruments.ModelCalled(answered: false, UsageTotals.Zero);

        log.Flush();

        Assert.Equal(
            MetricNames.OfWorkers.OrderBy(one => one.Key),
            lines.GroupBy(NameOf).Select(one => KeyValuePair.Create(one.Key, one.Count())).OrderBy(one => one.Key));
        Assert.All(lines, line => Assert.Equal("TmuxBuilder/tea", (string?)DirectiveOf(line)["Namespace"]));
        var failed = lines.Single(line => NameOf(line) == "TurnsEnded" && (string?)line["Outcome"] == "failed");
        Assert.Equal("""[["Outcome"]]""", DirectiveOf(failed)["Dimensions"]!.ToJsonString());
        Assert.Equal(1, (int)failed["TurnsEnded"]!);
        var durations = lines.Single(line => NameOf(line) == "TurnDuration");
        Assert.Equal("[90,90,90,90]", durations["TurnDuration"]!.ToJsonString());
    }

    [Fact]
    public async Task Counts_are_those_since_the_last_and_nothing_is_written_when_nothing_happened()
    {
        await log.StartAsync(Token);
        instruments.TakenOver();
        instruments.TakenOver();
        log.Flush();
        log.Flush();
        instruments.TakenOver();
        log.Flush();

        Assert.Equal([2, 1], lines.Select(line => (int)line["TakeOvers"]!));
    }

    [Fact]
    public async Task Many_measurements_take_several_lines_and_the_newest_are_kept()
    {
        await log.StartAsync(Token);
        for (var second = 0; second < 1_050; second++)
        {
            instruments.EnterPressed(TimeSpan.FromSeconds(second));
        }

        log.Flush();

        Assert.Equal(10, lines.Count);
        Assert.All(lines, line => Assert.Equal(100, line["EnterDelay"]!.AsArray().Count));
        Assert.Equal(50, (double)lines[0]["EnterDelay"]![0]!);
        Assert.Equal(1_049, (double)lines[^1]["EnterDelay"]![99]!);
    }

    [Fact]
    public async Task Another_programs_instruments_in_the_process_are_not_its_own()
    {
        await log.StartAsync(Token);
        using var other = new Instruments();
        other.TakenOver();

        log.Flush();

        Assert.Empty(lines);
    }

    [Fact]
    public async Task What_is_left_at_its_end_is_written()
    {
        await log.StartAsync(Token);
        instruments.HandedOver();

        await log.StopAsync(Token);

        Assert.Equal("HandOvers", NameOf(Assert.Single(lines)));
    }

    private static JsonNode DirectiveOf(JsonNode line) => line["_aws"]!["CloudWatchMetrics"]![0]!;

    private static string NameOf(JsonNode line) => (string)DirectiveOf(line)["Metrics"]![0]!["Name"]!;
}
