namespace TmuxBuilder.Cdk.Tests;

/// <summary>The templates as CloudFormation reads them.</summary>
public sealed class LintTests
{
    // Put there by ./test, which says how when it cannot be had.
    private static readonly string Linter = Path.Combine(Checkout.Root, "artifacts/cfn-lint/bin/python");

    public static TheoryData<bool> Stages() => [false, true];

    // W3005: a dependency that follows anyhow, which the toolkit spells out.
    // W1030 and W1031: without an account the linter makes values up for what only AWS knows.
    [Theory]
    [MemberData(nameof(Stages))]
    public async Task No_template_has_an_error(bool full)
    {
        Assert.True(File.Exists(Linter), "cfn-lint is not installed; ./test does that.");
        var stage = full ? Stage.Full : Stage.Plain;

        var lint = await CommandRun.RunAsync(
            Linter,
            [
                "-c", "import sys; from cfnlint.runner import main; sys.exit(main())", "--regions", "us-east-1", "eu-central-1",
                "--ignore-checks", "W3005", "W1030", "W1031", "--",
                .. Directory.GetFiles(stage.Output, "*.template.json"),
            ]);

        Assert.Equal("", lint.Output.Trim());
        Assert.Equal(0, lint.Status);
    }
}
