using System.Diagnostics;
using System.Text.Json.Nodes;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Functions.Tests.Support;

/// <summary>
/// What an operator's commands reach of AWS beside the product: the stage's stacks, secrets and machines, in a server
/// of moto's own (the emulator's gate models only what the product itself calls). It ends with its standard input.
/// </summary>
internal sealed class Machines : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly string endpoint;

    private Machines(Process process, string endpoint) => (this.process, this.endpoint) = (process, endpoint);

    /// <summary>What the AWS CLI needs to reach them and nothing else.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["AWS_ENDPOINT_URL"] = endpoint,
        ["AWS_ACCESS_KEY_ID"] = "tests",
        ["AWS_SECRET_ACCESS_KEY"] = "tests",
        ["AWS_REGION"] = AwsAccount.Region,
        ["AWS_DEFAULT_REGION"] = AwsAccount.Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts them: a group of two for the stage, another's of one.</summary>
    public static async Task<Machines> StartAsync(string stage, Uri publicUrl, string adminToken)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "machines.py");
        var start = new ProcessStartInfo(
            AwsEmulator.Python(),
            [script, stage, publicUrl.AbsoluteUri.TrimEnd('/'), adminToken, AwsAccount.Region])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // It speaks to itself: what the suite has set for the emulator is not for it.
        start.Environment.Remove("AWS_ENDPOINT_URL");
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token);
        return line is { Length: > 0 }
            ? new Machines(process, line)
            : throw new InvalidOperationException("moto's server did not start; what it wrote says why.");
    }

    /// <summary>Asks AWS something, by its own command line.</summary>
    public async Task<JsonNode> AskAsync(params string[] words)
    {
        var start = new ProcessStartInfo(AwsEmulator.Python(), ["-m", "awscli", .. words, "--output", "json"])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var asking = Process.Start(start)!;
        var output = await asking.StandardOutput.ReadToEndAsync(Token).WaitAsync(Patience, Token);
        await asking.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(0, asking.ExitCode);
        return JsonNode.Parse(output)!;
    }

    /// <summary>The ids of a group's machines.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string group)
    {
        var found = await AskAsync("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group);
        return
        [
            .. found["AutoScalingGroups"]![0]!["Instances"]!.AsArray().Select(one => (string)one!["InstanceId"]!),
        ];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
        }

        process.Dispose();
    }
}
