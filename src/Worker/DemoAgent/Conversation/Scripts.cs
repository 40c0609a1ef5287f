using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>What a script did.</summary>
internal sealed record ScriptResult(int Status, string Output, string Errors)
{
    public bool Succeeded => Status == 0;
}

/// <summary>Runs the session's own scripts as child processes of bounded duration and output.</summary>
internal sealed class Scripts(string folder, TimeProvider time)
{
    private const int MaxOutput = 64 * 1024;
    private const int NotRun = 127;
    private const int TimedOut = 124;

    /// <summary>
    /// Runs a script to its end; it is killed with its children when the limit passes or the turn is interrupted.
    /// </summary>
    public async Task<ScriptResult> RunAsync(
        string script, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.Combine(folder, script), arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new ScriptResult(NotRun, "", $"{script} could not be run: {exception.Message}");
        }

        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput, either.Token);
            var errors = ReadAsync(process.StandardError, either.Token);
            await process.WaitForExitAsync(either.Token);
            return new ScriptResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ScriptResult(TimedOut, "", $"{script} did not end within {limit.TotalSeconds:0} seconds");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Reads to the end, so that the child never blocks, and keeps what fits.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var kept = new StringBuilder();
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            kept.Append(buffer, 0, Math.Min(count, MaxOutput - kept.Length));
        }

        return kept.ToString();
    }
}
