using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// The same two operations on the same terminal: by our one control client, and by a tmux process each.
/// </summary>
internal static class TerminalBench
{
    private const int Rounds = 7;
    private const int PerRound = 30;
    private const string Name = "bench";
    private static readonly string Text = new('x', 500);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("terminal");
        await using var host = await AgentHost.BuildAsync(folders.New("terminal"), "demo", cancellationToken);
        await host.StartAsync(cancellationToken);
        var terminal = host.Services.GetRequiredService<AgentMachine>().Parts.Terminal;
        var server = AgentMachine.ServerOf(host.Folders);
        await terminal.OpenAsync(Name, ["/bin/sh", "-c", "stty raw -echo; exec cat >/dev/null"], cancellationToken);
        var (type, typeSpawned, look, lookSpawned) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = -1; round < Rounds; round++)
        {
            for (var number = 0; number < PerRound; number++)
            {
                var counts = round >= 0;
                await TimeAsync(counts ? type : null, () => terminal.TypeAsync(Name, Text, cancellationToken));
                await TimeAsync(counts ? typeSpawned : null, () => SpawnAsync(
                    ["-L", server, "send-keys", "-t", $"={Name}:", "-l", "--", Text], cancellationToken));
                await TimeAsync(
                    counts ? look : null, () => terminal.ShowsAsync(Name, "prompt_1.txt", cancellationToken));
                await TimeAsync(counts ? lookSpawned : null, () => SpawnAsync(
                    ["-L", server, "capture-pane", "-p", "-t", $"={Name}:"], cancellationToken));
            }
        }

        await terminal.CloseAsync(Name, cancellationToken);
        report.Add("tmux send-keys process, 500 characters, p50", "ms", typeSpawned.Median);
        report.Add("control client, 500 characters typed, p50", "ms", type.Median, baseline: typeSpawned.Median);
        report.Add("tmux capture-pane process, p50", "ms", lookSpawned.Median);
        report.Add("control client, look whether a line shows, p50", "ms", look.Median, baseline: lookSpawned.Median);
    }

    private static async Task TimeAsync(Samples? samples, Func<Task> operation)
    {
        var start = Stopwatch.GetTimestamp();
        await operation();
        samples?.Add(Stopwatch.GetElapsedTime(start));
    }

    private static async Task SpawnAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("tmux did not start.");
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"tmux ended with {process.ExitCode}: not the operation that is measured.");
        }
    }
}
