using System.Globalization;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>
/// What a model does wrong, as the real CLI bears it: by asking again itself, then as the worker judges it. All of it
/// happens to one session and one process, one after the other.
/// </summary>
[Collection(CliMachine.OneAtATime)]
public sealed class ModelFaultTests(ModelFaultTests.World world) : IClassFixture<ModelFaultTests.World>
{
    private const int Always = 100;

    private readonly CliMachine cli = world.Cli;

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refused_key_warns_admins_and_parks_the_turn_until_another_key_is_there(int status)
    {
        cli.Model.Fail(new Fault.Status(status), Always);
        var turn = await cli.SendAsync("Build me a page", Scenario.Says("With the other key."));

        var parked = await cli.Machine.TurnAsync(turn, TurnState.Parked);

        Assert.Contains("refused our key", parked.Reason, StringComparison.Ordinal);
        await AssertParkedAsync(parked, SetbackKind.KeyRefused, "authentication_failed", status);
        var warning = await cli.SaidAsync("warning", $"status {status}");
        Assert.Equal((turn.Id, false), (warning.Turn, warning.Visible));

        cli.Model.Recover();
        var key = $"a-key-after-{status}";
        cli.UseKey(key);
        var done = await cli.DoneAsync(turn, "With the other key.");

        Assert.True(cli.Time.GetUtcNow() < parked.ParkedUntil);
        Assert.Equal(key, cli.LastCall.Headers["x-api-key"]);
        Assert.Equal(2, done.Attempts);
        await cli.NextWorksAsync();
    }

    [Fact]
    public async Task A_limit_parks_the_turn_until_the_model_says_and_takes_it_up_once()
    {
        var wait = TimeSpan.FromMinutes(10);
        var limit = new Fault.Status(429)
        {
            Headers = new Dictionary<string, string> { ["retry-after"] = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture) },
        };
        cli.Model.Fail(limit, Always);
        var before = cli.Time.GetUtcNow();
        var turn = await cli.SendAsync("Build me a page", Scenario.Says("Within the limit."));

        var parked = await cli.Machine.TurnAsync(turn, TurnState.Parked);

        Assert.InRange(parked.ParkedUntil!.Value, before + wait, cli.Time.GetUtcNow() + wait + TimeSpan.FromSeconds(1));
        Assert.Contains("limit", parked.Reason, StringComparison.Ordinal);
        await AssertParkedAsync(parked, SetbackKind.ModelLimited, "rate_limit", 429);

        cli.Model.Recover();
        await cli.PassAsync(wait);
        var done = await cli.DoneAsync(turn, "Within the limit.");

        Assert.Equal((2, null), (done.Attempts, done.ParkedUntil));
        await cli.NextWorksAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_overloaded_model_is_asked_again_by_the_cli_and_then_the_turn_is_parked(bool withinTheStream)
    {
        cli.Model.Fail(withinTheStream ? new Fault.MidStream() : new Fault.Status(529), Always);
        var turn = await cli.SendAsync("Build me a page", Scenario.Says("When it was quieter."));

        var parked = await cli.Machine.TurnAsync(turn, TurnState.Parked);

        Assert.Contains("too much to do", parked.Reason, StringComparison.Ordinal);
        await AssertParkedAsync(parked, SetbackKind.ModelLimited, "", 529);
        var asked = await cli.SaidAsync("status", "it is asked again");
        Assert.Equal((turn.Id, true), (asked.Turn, asked.Visible));

        cli.Model.Recover();
        await cli.PassAsync(cli.Machine.Options.ParkDelay);
        await cli.DoneAsync(turn, "When it was quieter.");
        await cli.NextWorksAsync();
    }

    [Theory]
    [InlineData("500")]
    [InlineData("reset")]
    [InlineData("error in the stream")]
    [InlineData("no answer")]
    [InlineData("a stream that falls silent")]
    public async Task A_failure_the_cli_gives_up_on_is_borne_once_and_the_turn_goes_on(string failure)
    {
        cli.Model.Fail(FaultOf(failure), Always);
        var turn = await cli.SendAsync("Build me a page", Scenario.Says($"After {failure}."));

        var borne = await cli.SufferedAsync(turn, SetbackKind.ModelFailed);
        cli.Model.Recover();
        var done = await cli.DoneAsync(turn, $"After {failure}.");

        Assert.Equal(SetbackKind.ModelFailed, Assert.Single(done.Setbacks).Kind);
        Assert.NotEmpty(borne.Setbacks[0].Cause);
        Assert.Equal(2, done.Attempts);
        var told = await cli.SaidAsync("status", "work goes on");
        Assert.Equal((turn.Id, true), (told.Turn, told.Visible));
        Assert.Equal(Delivery.Answered, (await LineAsync(turn)).Delivery);
        await cli.NextWorksAsync();
    }

    [Fact]
    public async Task A_failure_that_goes_on_fails_the_turn_with_its_cause()
    {
        cli.Model.Fail(new Fault.Status(500), Always);
        var turn = await cli.SendAsync("Build me a page", Scenario.Says("Never."));

        var failed = await cli.Machine.TurnAsync(turn, TurnState.Failed);

        Assert.Contains("The model failed", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("status 500", failed.Cause, StringComparison.Ordinal);
        Assert.Equal(2, failed.Attempts);
        await cli.Machine.AssertFailedAsync(cli.Session, failed);
        await cli.NextWorksAsync();
    }

    private static Fault FaultOf(string failure) => failure switch
    {
        "500" => new Fault.Status(500),
        "reset" => new Fault.Reset(),
        "error in the stream" => new Fault.MidStream(Type: "api_error"),
        "no answer" => new Fault.Hang(),
        _ => new Fault.Stall(),
    };

    /// <summary>What is stored and told of a parked turn: its cause for admins, its time and reason for clients.</summary>
    private async Task AssertParkedAsync(Turn parked, SetbackKind kind, string error, int status)
    {
        var setback = Assert.Single(parked.Setbacks);
        Assert.Equal(kind, setback.Kind);
        Assert.Contains(error, setback.Cause, StringComparison.Ordinal);
        Assert.Contains($"status {status}", setback.Cause, StringComparison.Ordinal);
        var told = await cli.SaidAsync("status", parked.Reason!);
        Assert.Equal((parked.Id, true), (told.Turn, told.Visible));
        Assert.Equal("parked", (await cli.Machine.Log.HeadAsync(cli.Session.Id, TestContext.Current.CancellationToken))?.Phase);
        Assert.Equal(Delivery.Accepted, (await LineAsync(parked)).Delivery);
    }

    private async Task<ChatMessage> LineAsync(Turn turn) =>
        (await cli.Machine.LinesAsync(cli.Session)).Last(line => line.Turn == turn.Id && line.Role == ChatRole.User);

    /// <summary>One session for all: a process of the CLI costs more than all these tests.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal CliMachine Cli { get; private set; } = null!;

        // Long for a stub that answers at once, short for one that never does.
        public async ValueTask InitializeAsync() => Cli = await CliMachine.OpenAsync(modelIdle: TimeSpan.FromSeconds(3));

        public ValueTask DisposeAsync() => Cli.DisposeAsync();
    }
}
