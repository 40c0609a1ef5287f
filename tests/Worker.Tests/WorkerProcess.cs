using System.Collections.Concurrent;
using System.Diagnostics;

namespace TmuxBuilder.Worker.Tests;

/// <summary>A worker in a process of its own, as systemd starts it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("tb-worker-").FullName;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    public WorkerProcess(params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.Worker.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMUXBUILDER_DATA_DIR"] = folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All it said.</summary>
    public string Said => string.Join('\n', lines);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task UntilAtWorkAsync() => atWork.Task.WaitAsync(Patience, Cancellation);

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(Cancellation);
    }

    /// <summary>The status it ends with.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Take(string? line)
    {
        lines.Enqueue(line ?? "");
        if (line?.Contains("is at work", StringComparison.Ordinal) == true)
        {
            atWork.TrySetResult();
        }
    }
}
