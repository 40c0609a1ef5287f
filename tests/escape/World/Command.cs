using System.Diagnostics;
using TmuxBuilder.Escape.Attempts;

namespace TmuxBuilder.Escape.World;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    public static async Task<Tried> RunAsync(
        IReadOnlyList<string> words, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var complaints = process.StandardError.ReadToEndAsync(limit.Token);
            var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
            said += await complaints;
            await process.WaitForExitAsync(limit.Token);
            return new Tried(process.ExitCode == 0, LastLine(said));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Tried(false, "it did not end");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public static string LastLine(string text)
    {
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault("nothing was said");
        return line.Length <= 120 ? line : line[..120];
    }
}
