using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.EndToEnd.Cloud;

/// <summary>A worker of the fleet: its machine, of which its folder is left, and its process.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // A disk that no other process sees, and that ends with the last that does.
    private const string OnItsDisk = """mount -t tmpfs -o size="$0" worker "$1" && shift && exec "$@" """;

    private readonly string folder = Directory.CreateTempSubdirectory("tb-worker-").FullName;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> seen = new();
    private readonly ProcessStartInfo start;
    private Process process;
    private bool isLost;

    /// <param name="edge">The port at which the CDN is for its browser.</param>
    /// <param name="id">Its name in the fleet.</param>
    /// <param name="agent">The agent it drives, or a program that is one.</param>
    /// <param name="disk">The size of its folder's disk, such as <c>300m</c>; else that of this machine's.</param>
    public WorkerProcess(
        IReadOnlyDictionary<string, string> settings,
        int edge,
        string id = "i-0123456789abcdef0",
        string agent = "demo",
        string? disk = null)
    {
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.CloudWorker.dll"), $"{edge}"];
        start = disk is null
            ? new ProcessStartInfo(program[0], program[1..])
            : new ProcessStartInfo("unshare", ["--mount", "sh", "-c", OnItsDisk, disk, folder, .. program]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["TMUXBUILDER_WORKER_ID"] = id;
        start.Environment["TMUXBUILDER_DATA_DIR"] = folder;
        start.Environment["TMUXBUILDER_AGENT"] = agent;
        process = Start();
    }

    /// <summary>Its folder, as its process sees it.</summary>
    public string Folder => $"/proc/{process.Id}/root{folder}";

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

    /// <summary>Kills the process and starts it again; its machine, with what runs there, stays.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
        process.Dispose();
        process = Start();
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

    private Process Start()
    {
        var started = new Process { StartInfo = start };
        started.OutputDataReceived += (_, line) => Take(line.Data);
        started.ErrorDataReceived += (_, line) => Take(line.Data);
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private void Take(string? line)
    {
        seen.Enqueue(line ?? "");
        lines.Writer.TryWrite(line ?? "");
    }
}
