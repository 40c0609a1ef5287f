using TmuxBuilder.Agent;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Agent;

/// <summary>From the start of a hook's process to the worker that knows: ready, and finished.</summary>
internal static class HookBench
{
    private const int Turns = 105;
    private const int Starts = 15;
    private const double FastestPeerFinished = 500;
    private const double FastestPeerReady = 25;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("hooks");
        var echo = EchoAgent.Write(folders.New("hook-agent"));
        await using var host = await AgentHost.BuildAsync(folders.New("hooks"), echo, cancellationToken);
        await host.StartAsync(cancellationToken);
        var (ready, finished) = (new Samples(), new Samples());
        for (var round = 0; round < Starts; round++)
        {
            var session = await host.SessionAsync(null, cancellationToken);
            await using var reader = await Reader.OpenAsync(host, session, cancellationToken);
            var folder = host.Folders.FolderOf(session);
            for (var turn = 0; turn < Turns / Starts; turn++)
            {
                await host.ChatAsync(session, "Work", cancellationToken);
                if (turn == 0)
                {
                    var (_, known) = await host.Stamps.UntilAsync<Stamps.Started>(cancellationToken);
                    ready.Add(known - EchoAgent.HookStarted(folder, "SessionStart"));
                }

                var (_, over) = await host.Stamps.UntilAsync<AgentSignal.Stopped>(cancellationToken);
                finished.Add(over - EchoAgent.HookStarted(folder, "Stop"));
                await host.Stamps.UntilAsync<Stamps.Sent>(
                    cancellationToken, frame => frame.Text.Contains("\"type\":\"done\"", StringComparison.Ordinal));
            }
        }

        report.Add("hook's process to finished known, p50", "ms", finished.Median, 20, FastestPeerFinished);
        report.Add("hook's process to finished known, p99", "ms", finished.Quantile(0.99));
        report.Add("hook's process to ready known, p50", "ms", ready.Median, 20, FastestPeerReady);
    }
}
