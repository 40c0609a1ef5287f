using TmuxBuilder.Agent;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Canary.Contract;

/// <summary>Start, message, tools, end.</summary>
internal static class TurnExpectations
{
    // What would wait for somebody at the terminal.
    private static readonly string[] NeverOffered = ["AskUserQuestion", "EnterPlanMode", "ExitPlanMode"];

    public static IReadOnlyList<Expectation> All { get; } =
    [
        new("It starts without a dialog and says that it takes input", StartsAsync),
        new("A typed line is taken once and ended with the model's last words", TakesAsync),
        new("Tools run, and their beginning, end and failure are told", ToolsAsync),
        new("The tools that wait for a person are not offered to the model", DisallowedAsync),
        new("A subagent runs inside the turn, which ends once", SubagentAsync),
        new("It asks for no other address than the model's messages", AddressesAsync),
    ];

    private static async Task<string?> StartsAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        // It returns once the ready hook came, and says what it saw instead.
        await cli.AgentAsync(cancellationToken);
        return null;
    }

    private static async Task<string?> TakesAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var signals = await cli.TurnAsync(
            Scenario.ReadsThePrompt.Says("The first words."), "Say something", cancellationToken);
        return signals[^1] == new AgentSignal.Stopped("The first words.") ? null : $"it ended with {signals[^1]}";
    }

    private static async Task<string?> ToolsAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var signals = await cli.TurnAsync(
            Scenario.Build()
                .Writes("/session/code/index.html", "<h1>Tea</h1>")
                .Bash("cd /session && ./notify.sh status 'Half way'")
                .Bash("exit 3")
                .Says("Built."),
            "Build",
            cancellationToken);
        await cli.Calls.UntilAsync("Half way", cancellationToken);
        AgentSignal[] expected =
        [
            new AgentSignal.ToolStarted("Write", "Writing code/index.html"),
            new AgentSignal.ToolEnded("Write", Failed: false),
            new AgentSignal.ToolEnded("Bash", Failed: false),
            new AgentSignal.ToolEnded("Bash", Failed: true),
        ];
        return expected.FirstOrDefault(signal => !signals.Contains(signal)) is { } missing ? $"not told: {missing}"
            : File.Exists(Path.Combine(cli.Folder, "code", "index.html")) ? null
            : "the file was not written";
    }

    private static Task<string?> DisallowedAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var offered = cli.Model.Log.All.Where(request => request.Kind == RequestKind.Main)
            .SelectMany(request => request.Body.GetProperty("tools").EnumerateArray())
            .Select(tool => tool.TryGetProperty("name", out var name) ? name.GetString() : null)
            .ToHashSet();
        return Task.FromResult(
            offered.Count == 0 ? "no tool was offered at all"
            : NeverOffered.FirstOrDefault(offered.Contains) is { } tool ? $"{tool} is offered"
            : null);
    }

    private static async Task<string?> SubagentAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        const string Marker = "canary-subagent";
        cli.Model.When(Marker, Scenario.Says("The subagent's words."));
        var signals = await cli.TurnAsync(
            Scenario.Build()
                .Step(step =>
                    step.Tool(
                        "Agent", new { description = "Look", prompt = Marker, subagent_type = "general-purpose" }))
                .Says("After it."),
            "Have somebody look",
            cancellationToken);
        return !cli.Model.Log.All.Any(
            request => request.Kind == RequestKind.Subagent) ? "no request of the model is marked as a subagent's"
            : signals[^1] == new AgentSignal.Stopped("After it.") ? null
            : $"it ended with {signals[^1]}";
    }

    private static Task<string?> AddressesAsync(CliUnderTest cli, CancellationToken cancellationToken)
    {
        var others = cli.Model.Log.All
            .Where(request => request.Kind == RequestKind.Other && request.Method != "HEAD")
            .Select(request => $"{request.Method} {request.Path}").Distinct().ToList();
        return Task.FromResult(others.Count == 0 ? null : string.Join(", ", others));
    }
}
