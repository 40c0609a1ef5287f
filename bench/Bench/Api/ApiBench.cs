using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>The control plane on one machine: start, chat, history, lists, events, idling.</summary>
internal static class ApiBench
{
    private static readonly (string Name, Func<Report, Folders, CancellationToken, Task> RunAsync)[] All =
    [
        ("start", StartBench.RunAsync),
        ("chat", ChatBench.RunAsync),
        ("reads", ReadBench.RunAsync),
        ("events", EventBench.RunAsync),
        ("idle", IdleBench.RunAsync),
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
