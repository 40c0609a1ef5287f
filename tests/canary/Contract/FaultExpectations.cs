using TmuxBuilder.Agent;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Canary.Contract;

/// <summary>A model that refuses or breaks down; after each the next turn works.</summary>
internal static class FaultExpectations
{
    public static IReadOnlyList<Expectation> All { get; } =
    [
        new("A refused key (401) ends the turn as authentication_failed", (cli, token) => RefusedAsync(
            cli, 401, "authentication_failed", "x-should-retry", "false", token)),
        new("A limit (429) with a time ends the turn as rate_limit at once", (cli, token) => RefusedAsync(
            cli, 429, "rate_limit", "retry-after", "600", token)),
        new("An overloaded model (529) is asked again, and the turn goes on", OverloadedAsync),
        new("An answer that breaks in the middle is asked for again, and the turn goes on", MidStreamAsync),
        new("A cut connection is opened again, and the turn goes on", ResetAsync),
    ];

    private static async Task<string?> RefusedAsync(
        CliUnderTest cli, int status, string error, string header, string value, CancellationToken cancellationToken)
    {
        // The header says that asking again is of no use; a version that asks all the same is answered.
        cli.Model.Default = Scenario.Says("Not refused.");
        cli.Model.Fail(new Fault.Status(status) { Headers = new Dictionary<string, string> { [header] = value } });
        await cli.DeliverAsync("Be refused", cancellationToken);
        var failed = await cli.UntilAsync<AgentSignal.TurnFailed>(cancellationToken);
        if (failed.Error != error || failed.Status != status)
        {
            return $"it told {failed.Error}, status {failed.Status}";
        }

        await cli.TurnAsync(Scenario.Says("The next."), "Go on", cancellationToken);
        return null;
    }

    private static async Task<string?> OverloadedAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        cli.Model.Fail(new Fault.Status(529));
        var signals = await cli.TurnAsync(Scenario.Says("At last."), "Try", cancellationToken);
        return signals[^1] == new AgentSignal.Stopped("At last.") ? null : $"it ended with {signals[^1]}";
    }

    private static async Task<string?> MidStreamAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        cli.Model.Fail(new Fault.MidStream());
        var signals = await cli.TurnAsync(Scenario.Says("Whole."), "Try", cancellationToken);
        return signals[^1] == new AgentSignal.Stopped("Whole.") ? null : $"it ended with {signals[^1]}";
    }

    private static async Task<string?> ResetAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        cli.Model.Fail(new Fault.Reset());
        var signals = await cli.TurnAsync(Scenario.Says("Connected."), "Try", cancellationToken);
        return signals[^1] == new AgentSignal.Stopped("Connected.") ? null : $"it ended with {signals[^1]}";
    }
}
