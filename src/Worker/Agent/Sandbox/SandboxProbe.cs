using System.ComponentModel;
using System.Diagnostics;

namespace TmuxBuilder.Agent.Sandbox;

/// <summary>Tries out, once, whether bubblewrap works on this machine.</summary>
public sealed class SandboxProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TimeProvider time;
    private readonly Lazy<Task<string?>> answer;

    public SandboxProbe(TimeProvider time)
    {
        this.time = time;
        answer = new(TryAsync);
    }

    /// <summary>Why there is no sandbox here; <see langword="null"/> when there is one.</summary>
    public Task<string?> ProblemAsync(CancellationToken cancellationToken) => answer.Value.WaitAsync(cancellationToken);

    private async Task<string?> TryAsync()
    {
        List<string> words = [.. Bubblewrap.Isolation(), "--", "/usr/bin/true"];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, WorkingDirectory = "/" };
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return "bubblewrap did not start.";
            }

            try
            {
                var complaint = await process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? null : $"bubblewrap does not work here: {complaint.Trim()}";
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Win32Exception)
        {
            return "bubblewrap is not installed (the program bwrap).";
        }
        catch (OperationCanceledException)
        {
            return "bubblewrap did not answer in time.";
        }
    }
}
