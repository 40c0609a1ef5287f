using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Agent;

/// <summary>Driving the agent: delivery, hooks, events, the terminal, idling, checkpoints. How each is measured: bench/README.md.</summary>
internal static class AgentBench
{
    private static readonly (string Name, Func<Report, Folders, CancellationToken, Task> RunAsync)[] All =
    [
        ("delivery", DeliveryBench.RunAsync),
        ("hooks", HookBench.RunAsync),
        ("out", OutBench.RunAsync),
        ("terminal", TerminalBench.RunAsync),
        ("quiet", QuietBench.RunAsync),
        ("checkpoints", CheckpointBench.RunAsync),
    ];

    public static string Parts { get; } = string.Join('|', All.Select(part => part.Name));

    public static bool IsPart(string name) => All.Any(part => part.Name == name);

    /// <summary>Runs every part, or only the one of this name.</summary>
    public static async Task RunAsync(Report report, string? only, CancellationToken cancellationToken)
    {
        using var folders = new Folders();
        foreach (var part in All.Where(part => only is null || part.Name == only))
        {
            await part.RunAsync(report, folders, cancellationToken);
        }
    }
}
