using TmuxBuilder.Canary;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.RealCli;

public sealed class CanaryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task The_pinned_cli_keeps_the_whole_contract()
    {
        await using var output = new StringWriter();

        var status = await CanaryRun.RunAsync(TestCli.Path, output, Token);

        Assert.True(status == 0, output.ToString());
        Assert.DoesNotContain("NO LONGER HOLDS", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_no_agent_keeps_none_of_it()
    {
        await using var output = new StringWriter();

        Assert.Equal(1, await CanaryRun.RunAsync("/usr/bin/false", output, Token));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("NO LONGER HOLDS: It starts without a dialog", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.StartsWith("ok   A ", StringComparison.Ordinal));
    }
}
