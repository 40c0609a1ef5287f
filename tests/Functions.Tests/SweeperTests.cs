using System.Text.Json.Nodes;
using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Api.Function;
using TmuxBuilder.Functions.Tests.Support;
using TmuxBuilder.Sweeper.Function;

namespace TmuxBuilder.Functions.Tests;

/// <summary>The sweeper's function as it is composed, over the emulator of AWS.</summary>
public sealed class SweeperTests : IDisposable
{
    private readonly Stage stage;
    private readonly RunningHost api;
    private readonly RunningHost sweeper;
    private readonly List<byte[]> metrics = [];

    public SweeperTests(Stage stage)
    {
        this.stage = stage;
        api = new RunningHost(() => ApiHost.Compose(stage.Settings.GetValueOrDefault));
        sweeper = new RunningHost(() => SweeperHost.Compose(stage.Settings.GetValueOrDefault, metrics.Add));
    }

    [Fact]
    public async Task A_turn_whose_doorbell_was_lost_is_rung_for_by_every_sweep()
    {
        var guid = await CreateAsync("Tea");

        for (var sweep = 0; sweep < 2; sweep++)
        {
            Assert.Equal("null", sweeper.Api.Invoke(SampleEvent.Schedule().Bytes()).Text);
            Assert.True(await stage.IsRungForAsync(guid));
        }
    }

    [Fact]
    public async Task Each_sweep_writes_how_the_fleet_stands_as_metrics()
    {
        sweeper.Api.Invoke(SampleEvent.Schedule().Bytes());
        var before = Assert.Single(metrics);
        await CreateAsync("Tea");
        sweeper.Api.Invoke(SampleEvent.Schedule().Bytes());

        var (first, second) = (JsonNode.Parse(before)!, JsonNode.Parse(metrics[^1])!);
        Assert.Equal(2, metrics.Count);
        var directive = second["_aws"]!["CloudWatchMetrics"]![0]!;
        Assert.Equal(MetricNames.NamespaceOf("tmux-builder"), (string?)directive["Namespace"]);
        Assert.Equal(
            MetricNames.OfSweep.Order(),
            directive["Metrics"]!.AsArray().Select(metric => (string)metric!["Name"]!).Order());
        Assert.All(MetricNames.OfSweep, name => Assert.NotNull(second[name]));
        Assert.Equal(1, (int)second[MetricNames.PendingTurns]! - (int)first[MetricNames.PendingTurns]!);
        Assert.Equal(1, (int)second[MetricNames.SessionsWithWork]! - (int)first[MetricNames.SessionsWithWork]!);
        Assert.True((double)second[MetricNames.OldestPendingAge]! > 0);
        Assert.Equal(0, (int)second[MetricNames.SweepStepsFailed]!);
    }

    private async Task<string> CreateAsync(string request)
    {
        var answer = api.Api.Invoke(Stage.Request(
            "POST",
            "/api/admin/sessions",
            new JsonObject { ["email"] = "ada@example.com", ["initial_request"] = request },
            asAdmin: true).Bytes()).Json;
        var guid = (string)JsonNode.Parse((string)answer["body"]!)!["guid"]!;
        Assert.True(await stage.IsRungForAsync(guid));
        return guid;
    }

    public void Dispose()
    {
        api.Dispose();
        sweeper.Dispose();
    }
}
