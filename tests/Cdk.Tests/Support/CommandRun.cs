using System.Diagnostics;

namespace TmuxBuilder.Cdk.Tests.Support;

/// <summary>A program that is run to its end.</summary>
internal sealed record CommandRun(int Status, string Output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    public static Task<CommandRun> RunAsync(string name, params string[] words) => RunAsync(name, words, [], "");

    public static async Task<CommandRun> RunAsync(
        string name, string[] words, Dictionary<string, string> environment, string input)
    {
        var start = new ProcessStartInfo(name, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout.Root,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await TypeAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandRun(process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task TypeAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its status and words say why.
        }
    }
}
