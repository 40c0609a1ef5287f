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
        var done = await cli.AfterAsync(
            turn,
            new Aftermath(
                TurnState.Done,
                SessionState.Ready,
                "refused our key",
                "With the other key.",
                $"authentication_failed (status {status})"));

        Assert.True(done.EndedAt < parked.ParkedUntil);
        Assert.Equal(key, cli.LastCall.Headers["x-api-key"]);
        Assert.Equal(2, done.Attempts);
    }

    [Fact]
    public async Task A_limit_parks_the_turn_until_the_model_says_and_takes_it_up_once()
    {
        var wait = TimeSpan.FromMinutes(10);
        var limit = new Fault.Status(429)
        {
            Headers = new Dictionary<string, string>
            {
                ["retry-after"] = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            },
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
        var done = await cli.AfterAsync(
            turn,
            new Aftermath(
                TurnState.Done, SessionState.Ready, "waits until", "Within the limit.", "rate_limit (status 429)"));

        Assert.Equal((2, null), (done.Attempts, done.ParkedUntil));
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
        await cli.AfterAsync(
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "waits until", "When it was quieter.", "status 529"));
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
        var done = await cli.AfterAsync(
            turn,
            new Aftermath(
                TurnState.Done, SessionState.Ready, "work goes on", $"After {failure}.", borne.Setbacks[0].Cause));

        Assert.Equal(SetbackKind.ModelFailed, Assert.Single(done.Setbacks).Kind);
        Assert.NotEmpty(borne.Setbacks[0].Cause);
        Assert.Equal(2, done.Attempts);
    }

    [Fact]
    public async Task A_failure_that_goes_on_fails_the_turn_with_its_cause()
    {
        cli.Model.Fail(new Fault.Status(500), Always);
        var turn = await cli.SendAsync("Build me a page", Scenario.Says("Never."));

        var failed = await cli.AfterAsync(
            turn,
            new Aftermath(TurnState.Failed, SessionState.Ready, "work goes on", "The model failed", "status 500"));

        Assert.Equal(2, failed.Attempts);
    }

    [Fact]
    public async Task A_model_whose_address_refuses_connections_fails_the_turn_with_its_cause()
    {
        await cli.Model.RefuseAsync();
        var turn = await cli.SendAsync("Build me a page", Scenario.Says("Never."));

        var failed = await cli.Machine.TurnAsync(turn, TurnState.Failed);
        await cli.Model.ListenAsync(TestContext.Current.CancellationToken);

        await cli.AfterAsync(
            failed,
            new Aftermath(
                TurnState.Failed,
                SessionState.Ready,
                "work goes on",
                "The model failed",
                "server_error (status none)"));
        Assert.Equal(2, failed.Attempts);
    }

    private static Fault FaultOf(string failure) => failure switch
    {
        "500" => new Fault.Status(500),
        "reset" => new Fault.Reset(),
        "error in the stream" => new Fault.MidStream(Type: "api_error"),
        "no answer" => new Fault.Hang(),
        _ => new Fault.Stall(),
    };

    /// <summary>
    /// What is stored and told of a parked turn: its cause for admins, its time and reason for clients.
    /// </summary>
    private async Task AssertParkedAsync(Turn parked, SetbackKind kind, string error, int status)
    {
        var setback = Assert.Single(parked.Setbacks);
        Assert.Equal(kind, setback.Kind);
        Assert.Contains(error, setback.Cause, StringComparison.Ordinal);
        Assert.Contains($"status {status}", setback.Cause, StringComparison.Ordinal);
        var told = await cli.SaidAsync("status", parked.Reason!);
        Assert.Equal((parked.Id, true), (told.Turn, told.Visible));
        Assert.Equal(
            "parked", (await cli.Machine.Log.HeadAsync(cli.Session.Id, TestContext.Current.CancellationToken))?.Phase);
        Assert.Equal(Delivery.Accepted, (await LineAsync(parked)).Delivery);
    }

    private async Task<ChatMessage> LineAsync(Turn turn) =>
        (await cli.Machine.LinesAsync(cli.Session)).Last(line => line.Turn == turn.Id && line.Role == ChatRole.User);

    /// <summary>One session for all: a process of the CLI costs more than all these tests.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal CliMachine Cli { get; private set; } = null!;

        // Long for a stub that answers at once, short for one that never does.
        public async ValueTask InitializeAsync() =>
            Cli = await CliMachine.OpenAsync(modelIdle: TimeSpan.FromSeconds(3));

        public ValueTask DisposeAsync() => Cli.DisposeAsync();
    }
}
