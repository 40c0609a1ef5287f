using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.EndToEnd.Cloud;

/// <summary>A worker of the fleet, in a process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("tb-worker-").FullName;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> seen = new();
    private readonly Process process;
    private bool isLost;

    /// <param name="edge">The port at which the CDN is for its browser.</param>
    /// <param name="id">Its name in the fleet.</param>
    /// <param name="agent">The agent it drives, or a program that is one.</param>
    public WorkerProcess(
        IReadOnlyDictionary<string, string> settings,
        int edge,
        string id = "i-0123456789abcdef0",
        string agent = "demo")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.CloudWorker.dll");
        var start = new ProcessStartInfo("dotnet", [program, $"{edge}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["TMUXBUILDER_WORKER_ID"] = id;
        start.Environment["TMUXBUILDER_DATA_DIR"] = folder;
        start.Environment["TMUXBUILDER_AGENT"] = agent;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All it logged.</summary>
    public string Log => string.Join('\n', seen);

    /// <summary>Waits until it logs something.</summary>
    public async Task UntilAsync(string logged, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var line = await lines.Reader.ReadAsync(patience.Token);
                if (line.Contains(logged, StringComparison.Ordinal))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The worker did not log '{logged}':\n{Log}");
        }
    }

    /// <summary>Sends it a signal by its name, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Its exit status, once it ended.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Loses its machine: the worker, its agents and all its files at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isLost)
        {
            return;
        }

        isLost = true;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.Dispose();
        var server = AgentMachine.ServerOf(new SessionFolders(folder));
        using var kill = Process.Start(
            new ProcessStartInfo("tmux", ["-L", server, "kill-server"]) { RedirectStandardError = true });
        kill?.WaitForExit(TimeSpan.FromSeconds(10));
        Directory.Delete(folder, recursive: true);
    }

    private void Take(string? line)
    {
        seen.Enqueue(line ?? "");
        lines.Writer.TryWrite(line ?? "");
    }
}
