using System.Diagnostics;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// An agent's word from the connection to the worker's socket to the moment its frame is handed to a client's.
/// </summary>
internal static class OutBench
{
    private const int Rounds = 300;
    private const double FastestPeer = 15;

    // Longer than the worker gathers what follows an event.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("out");
        await using var host = await AgentHost.BuildAsync(
            folders.New("out"), EchoAgent.Write(folders.New("out-agent")), cancellationToken);
        await host.StartAsync(cancellationToken);
        var session = await host.SessionAsync(null, cancellationToken);
        await using var reader = await Reader.OpenAsync(host, session, cancellationToken);
        await host.ChatAsync(session, "Work", cancellationToken);
        await host.Stamps.UntilAsync<Stamps.Sent>(
            cancellationToken, frame => frame.Text.Contains("\"type\":\"done\"", StringComparison.Ordinal));
        var socket = Path.Combine(host.Folders.SocketFolderOf(session), "worker.sock");
        var times = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var text = $"bench round {round}.";
            await Task.Delay(Silence, TimeProvider.System, cancellationToken);
            var start = Stopwatch.GetTimestamp();
            await WorkerSocket.SayAsync(
                socket, cancellationToken, "notify", Guid.NewGuid().ToString("N"), "status", text);
            var (at, _) = await host.Stamps.UntilAsync<Stamps.Sent>(
                cancellationToken, frame => frame.Text.Contains(text, StringComparison.Ordinal));
            times.Add(Stopwatch.GetElapsedTime(start, at));
        }

        report.Add("agent event to worker's socket out, p50", "ms", times.Median, 2, FastestPeer);
        report.Add("agent event to worker's socket out, p99", "ms", times.Quantile(0.99), 20);
    }
}
