using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>The AWS CLI, one process for many commands: starting it takes longer than what it does.</summary>
internal sealed partial class AwsCli : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Process process;
    private readonly AwsAccount account;

    public AwsCli(AwsAccount account)
    {
        this.account = account;
        process = Process.Start(new ProcessStartInfo(
            AwsEmulator.Python(), [Path.Combine(AppContext.BaseDirectory, "Isolation", "cli.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Runs a command with somebody's keys and nothing else.</summary>
    /// <returns>What it said; the code of the error that it was answered with, if any, stands apart.</returns>
    public async Task<(int Status, string? Code, string Output)> RunAsync(
        Caller who, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(account.Environment)
        {
            ["AWS_ACCESS_KEY_ID"] = who.KeyId,
            ["AWS_SECRET_ACCESS_KEY"] = who.Secret,
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["AWS_PAGER"] = "",
        };
        await one.WaitAsync(cancellationToken);
        try
        {
            await process.StandardInput.WriteLineAsync(
                JsonSerializer.Serialize(new { env = environment, args = arguments }));
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("The AWS CLI ended.");
            var answer = JsonSerializer.Deserialize<JsonElement>(line);
            var output = answer.GetProperty("output").GetString()!;
            var code = CodePattern().Match(output);
            return (answer.GetProperty("status").GetInt32(), code.Success ? code.Groups[1].Value : null, output);
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        one.Dispose();
    }

    [GeneratedRegex(@"An error occurred \((\w+)\)")]
    private static partial Regex CodePattern();
}
