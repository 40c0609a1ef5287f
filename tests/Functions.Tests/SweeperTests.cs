using System.Text.Json.Nodes;
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

    public SweeperTests(Stage stage)
    {
        this.stage = stage;
        api = new RunningHost(() => ApiHost.Compose(stage.Settings.GetValueOrDefault));
        sweeper = new RunningHost(() => SweeperHost.Compose(stage.Settings.GetValueOrDefault));
    }

    [Fact]
    public async Task A_turn_whose_doorbell_was_lost_is_rung_for_by_every_sweep()
    {
        var answer = api.Api.Invoke(Stage.Request(
            "POST",
            "/api/admin/sessions",
            new JsonObject { ["email"] = "ada@example.com", ["initial_request"] = "Tea" },
            asAdmin: true).Bytes()).Json;
        var guid = (string)JsonNode.Parse((string)answer["body"]!)!["guid"]!;
        Assert.True(await stage.IsRungForAsync(guid));

        for (var sweep = 0; sweep < 2; sweep++)
        {
            Assert.Equal("null", sweeper.Api.Invoke(SampleEvent.Schedule().Bytes()).Text);
            Assert.True(await stage.IsRungForAsync(guid));
        }
    }

    public void Dispose()
    {
        api.Dispose();
        sweeper.Dispose();
    }
}
