using System.Text.RegularExpressions;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>The scripts that turn stock Debian 12 into a worker, in a root that is one.</summary>
public sealed partial class WorkerImageTests
{
    [Fact(Explicit = true)]
    public async Task Stock_debian_becomes_a_worker_and_stays_one()
    {
        var run = await CommandRun.RunAsync("bash", Path.Combine(Checkout.Root, "tests/Cdk.Tests/worker-image.sh"));

        Assert.True(run.Status == 0, run.Output);
        Assert.EndsWith("all as it should be", run.Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_agents_cli_is_the_one_that_is_tested() => Assert.Equal(
        Pinned("tests/tools/package.json", "@anthropic-ai/claude-code"),
        Pinned("scripts/worker-image/tools/package.json", "@anthropic-ai/claude-code-linux-x64"));

    [Fact]
    public void A_machine_becomes_a_worker_by_the_script_that_images_are_baked_with()
    {
        var template = Assert.Single(Stage.Plain.OfType("AWS::EC2::LaunchTemplate")).Resource;
        var start = template["Properties"]!["LaunchTemplateData"]!["UserData"]!.ToJsonString();

        Assert.Contains("bash /opt/tmux-builder/image/install", start, StringComparison.Ordinal);
        Assert.Contains("bash /opt/tmux-builder/image/join", start, StringComparison.Ordinal);

        // Only what fetches the script: everything else is the script's to install.
        Assert.Single(InstallPattern().Matches(start), found => found.Groups[1].Value == "awscli unzip");
    }

    [Fact]
    public async Task Every_script_can_be_read()
    {
        string[] scripts =
        [
            "deploy", "tb-admin", "scripts/setup.sh", "scripts/stage.sh",
            "scripts/worker-image/install", "scripts/worker-image/join",
            "scripts/worker-image/drain", "scripts/worker-image/ship-logs", "tests/Cdk.Tests/worker-image.sh",
        ];
        foreach (var script in scripts)
        {
            var read = await CommandRun.RunAsync("bash", "-n", Path.Combine(Checkout.Root, script));
            Assert.True(read.Status == 0, read.Output);
        }
    }

    [GeneratedRegex("apt-get install -yq --no-install-recommends ([a-z ]+)")]
    private static partial Regex InstallPattern();

    private static string Pinned(string file, string package)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(Checkout.Read(file))!;
        return ((string?)(json["dependencies"]?[package] ?? json["devDependencies"]?[package]))!;
    }
}
