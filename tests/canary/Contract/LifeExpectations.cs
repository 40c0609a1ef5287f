using TmuxBuilder.Agent;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Canary.Contract;

/// <summary>Killed, resumed, asked to end.</summary>
internal static class LifeExpectations
{
    private const int Terminated = 143;

    public static IReadOnlyList<Expectation> All { get; } =
    [
        new("A killed agent resumes the conversation in the file the driver knows", ResumesAsync),
        new("Asked to end it ends by itself", EndsAsync),
    ];

    private static async Task<string?> ResumesAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        cli.Model.Default = Scenario.Build().Step(step => step
            .Text("The word is heron.").Bash("cd /session && ./notify.sh status 'To be killed' && tail -f /dev/null"));
        await cli.DeliverAsync("Say a word", cancellationToken);
        await cli.Calls.UntilAsync("To be killed", cancellationToken);
        await cli.WrittenAsync("The word is heron.", cancellationToken);
        await cli.KillAsync(cancellationToken);
        await cli.TurnAsync(Scenario.Says("Heron."), "Which word?", cancellationToken);
        var last = cli.Model.Log.All.Last(request => request.Kind == RequestKind.Main).Body.GetRawText();
        return last.Contains("The word is heron.", StringComparison.Ordinal)
            ? null
            : "the earlier words are not in the conversation";
    }

    private static async Task<string?> EndsAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var agent = await cli.AgentAsync(cancellationToken);
        await agent.StopAsync(cancellationToken);
        var exit = await cli.UntilAsync<AgentSignal.Exited>(cancellationToken);
        return exit.Status == Terminated ? null : $"it ended with status {exit.Status}";
    }
}
