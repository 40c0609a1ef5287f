using System.Collections.Concurrent;
using System.Diagnostics;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>A host in a process of its own, killed like a real one.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The start command builds first, which takes minutes on a busy machine.</summary>
    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(15);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<(Uri Url, string Token)> ready =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri? listening;
    private bool disposed;

    private HostProcess(Process process) => this.process = process;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public string AdminToken { get; private set; } = "";

    public string Output => string.Join('\n', output);

    /// <summary>Starts a program that is, or ends in, a host, and waits for the lines it prints when ready.</summary>
    public static async Task<HostProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment,
        CancellationToken cancellationToken)
    {
        // Whoever runs tests in the background ignores Ctrl-C, and so would the host, which inherits that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("ANTHROPIC_API_KEY");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        host.process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host.process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host.process.Exited += (_, _) => host.ready.TrySetException(
            new InvalidOperationException($"The host ended with {host.process.ExitCode}:\n{host.Output}"));
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        try
        {
            (host.Url, host.AdminToken) = await host.ready.Task.WaitAsync(BuildPatience, cancellationToken);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ctrl-C.</summary>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start(
            "kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        await WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) =>
        process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        const string listeningOn = "Listening on ";
        const string tokenMark = "#token=";
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        if (line.StartsWith(listeningOn, StringComparison.Ordinal))
        {
            listening ??= new Uri(line[listeningOn.Length..]);
        }
        else if (line.IndexOf(tokenMark, StringComparison.Ordinal) is var at and >= 0 && listening is not null)
        {
            ready.TrySetResult((listening, line[(at + tokenMark.Length)..].Trim()));
        }
    }
}
