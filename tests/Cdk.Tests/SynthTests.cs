namespace TmuxBuilder.Cdk.Tests;

/// <summary>The templates as the toolkit's own command line makes them.</summary>
public sealed class SynthTests
{
    [Fact]
    public async Task Templates_are_made_without_a_network_or_an_account()
    {
        using var folder = new DeployFolder();
        foreach (var part in new[] { "functions/api", "functions/sockets", "functions/sweeper", "worker" })
        {
            Directory.CreateDirectory(folder.At($"made/{part}"));
            await File.WriteAllTextAsync(folder.At($"made/{part}/part"), part, TestContext.Current.CancellationToken);
        }

        // How long it took is said, and not judged: other tests want the machine, too. It should be 15 s at most.
        var run = await CommandRun.RunAsync(
            "bwrap",
            [
                "--dev-bind", "/", "/", "--unshare-net", "--", "bash", "-c",
                """TIMEFORMAT='%R s, of a processor %U + %S s'; time "$@" >"$0" 2>&1""", folder.At("said"),
                Path.Combine(Checkout.Root, "cdk/cli/node_modules/.bin/cdk"), "synth", "--quiet", "--no-lookups",
                "--app", $"dotnet {Path.Combine(Checkout.Root, "cdk/bin/Debug/net10.0/TmuxBuilder.Cdk.dll")}",
                "-c", "stage=tmux-builder", "-c", $"artifacts={folder.At("made")}", "-o", folder.At("out"),
            ],
            new()
            {
                ["CDK_DISABLE_CLI_TELEMETRY"] = "true",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["HOME"] = folder.At("home"),
                ["LC_ALL"] = "C",

                // What this process silences for itself, the app has to silence by itself.
                ["JSII_DEPRECATED"] = "",
                ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "",
                ["JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION"] = "",
            },
            "");

        var said = File.Exists(folder.At("said"))
            ? await File.ReadAllTextAsync(folder.At("said"), TestContext.Current.CancellationToken)
            : run.Output;
        Assert.True(run.Status == 0, said);
        Assert.Equal(5, Directory.GetFiles(folder.At("out"), "*.template.json").Length);

        // Whoever deploys reads what it says: it is not of the toolkit's own insides.
        Assert.DoesNotContain("Node", said, StringComparison.Ordinal);
        Assert.DoesNotContain("deprecated", said, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage($"cdk synth: {run.Output.Trim()}");
    }

    [Fact]
    public async Task A_plan_lists_every_stack_and_needs_neither_credentials_nor_the_command_line_of_aws()
    {
        using var folder = new DeployFolder();
        foreach (var template in Directory.GetFiles(Stage.Plain.Output, "*.template.json"))
        {
            File.Copy(template, folder.At($"stub/templates/{Path.GetFileName(template)}"));
        }

        File.Delete(folder.At("bin/aws"));
        var run = await folder.RunAsync("--plan", environment: new() { ["AWS_REGION"] = "" });

        Assert.True(run.Status == 0, run.Output);
        foreach (var (stack, template) in Stage.Plain.Templates)
        {
            Assert.Contains(
                $"{stack}: {template["Resources"]!.AsObject().Count} resources", run.Output, StringComparison.Ordinal);
        }

        Assert.Contains("2 × DynamoDB::Table", run.Output, StringComparison.Ordinal);
        Assert.Equal(["cdk synth --quiet --no-lookups"], folder.Acts);
    }
}
