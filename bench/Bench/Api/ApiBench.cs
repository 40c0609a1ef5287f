using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>The control plane on one machine: start, chat, history, lists, events, idling.</summary>
internal static class ApiBench
{
    public static async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        using var folders = new Folders();
        await StartBench.RunAsync(report, folders, cancellationToken);
        await ChatBench.RunAsync(report, folders, cancellationToken);
        await ReadBench.RunAsync(report, folders, cancellationToken);
        await EventBench.RunAsync(report, folders, cancellationToken);
        await IdleBench.RunAsync(report, folders, cancellationToken);
    }
}
