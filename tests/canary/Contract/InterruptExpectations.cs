using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Canary.Contract;

/// <summary>Being stopped in what it does.</summary>
internal static class InterruptExpectations
{
    public static IReadOnlyList<Expectation> All { get; } =
    [
        new("Escape stops an answer that streams, provably, and the next line is taken alone", StreamAsync),
        new("Escape stops a running tool, provably, and the next line is taken alone", ToolAsync),
        new("It says its status and its version in the file the driver reads", VersionAsync),
    ];

    private static async Task<string?> StreamAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var gate = cli.Model.Gate("interrupt");
        cli.Model.Default = Scenario.Build().Step(step => step.Text("Thinking").Hold("interrupt"));
        await cli.DeliverAsync("Think long", cancellationToken);
        await gate.Reached.WaitAsync(cancellationToken);
        var result = await InterruptAsync(cli, cancellationToken);
        gate.Open();
        return result;
    }

    private static async Task<string?> ToolAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        cli.Model.Default = Scenario.Build().Bash("cd /session && ./notify.sh status 'In a tool' && tail -f /dev/null");
        await cli.DeliverAsync("Run for ever", cancellationToken);
        await cli.Calls.UntilAsync("In a tool", cancellationToken);
        return await InterruptAsync(cli, cancellationToken);
    }

    private static Task<string?> VersionAsync(CliUnderTest cli, CancellationToken cancellationToken) =>
        Task.FromResult(cli.Version is null ? "its interruptions were proved without it" : null);

    private static async Task<string?> InterruptAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var agent = await cli.AgentAsync(cancellationToken);
        var outcome = await agent.InterruptAsync(cancellationToken);
        if (outcome != InterruptOutcome.Interrupted)
        {
            return $"it was {outcome}";
        }

        await cli.UntilAsync<AgentSignal.Interrupted>(cancellationToken);
        await cli.TurnAsync(Scenario.Says("The next."), "Go on", cancellationToken);
        return null;
    }
}
