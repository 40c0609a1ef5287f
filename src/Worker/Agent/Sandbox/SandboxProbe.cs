using System.ComponentModel;
using System.Diagnostics;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Agent.Sandbox;

/// <summary>Tries out, once, whether bubblewrap works on this machine.</summary>
public sealed class SandboxProbe
{
    // As env says it.
    private const int NotFound = 127;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Confinement confinement;
    private readonly TimeProvider time;
    private readonly Lazy<Task<string?>> answer;

    public SandboxProbe(Confinement confinement, TimeProvider time)
    {
        this.confinement = confinement;
        this.time = time;
        answer = new(TryAsync);
    }

    /// <summary>Why there is no sandbox here; <see langword="null"/> when there is one.</summary>
    public Task<string?> ProblemAsync(CancellationToken cancellationToken) => answer.Value.WaitAsync(cancellationToken);

    private async Task<string?> TryAsync()
    {
        using var limit = new CancellationTokenSource(Patience, time);
        var folder = Directory.CreateTempSubdirectory("tb-probe-");
        try
        {
            var confine = await confinement.PrepareAsync(
                folder.FullName, folder.Name, new SandboxLimits(), limit.Token);
            return await TryAsync(
                [.. confine, .. Bubblewrap.Isolation(), .. Confinement.Words, "--", "/usr/bin/true"], limit.Token);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException
            or PlatformNotSupportedException)
        {
            return $"sandboxes cannot be kept within limits here: {refused.Message}";
        }
        finally
        {
            confinement.Remove(folder.Name);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> TryAsync(List<string> words, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, WorkingDirectory = "/" };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return "bubblewrap did not start.";
            }

            try
            {
                var complaint = await process.StandardError.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                return process.ExitCode switch
                {
                    0 => null,
                    NotFound => "bubblewrap is not installed (the program bwrap).",
                    _ => $"bubblewrap does not work here: {complaint.Trim()}",
                };
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Win32Exception)
        {
            return "bash, which sandboxes are started by, is not installed.";
        }
        catch (OperationCanceledException)
        {
            return "bubblewrap did not answer in time.";
        }
    }
}
