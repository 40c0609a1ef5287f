using TmuxBuilder.Agent.Sandbox;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class WithoutSandboxTests : IAsyncDisposable
{
    private readonly ProbeFixture fixture = new(SandboxMode.Off);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task An_agent_sees_real_paths_and_still_nothing_of_the_hosts_environment()
    {
        Environment.SetEnvironmentVariable("TB_TEST_HOST_SECRET", "host-secret");
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var answer = await fixture.RunAsync(start, "pwd; env");

        Assert.StartsWith(start.Folder + "\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("host-secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(start.Session.Short, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kill_takes_the_processes_below_the_pane()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        var pid = await fixture.RunAsync(start, "sleep 1000 >/dev/null 2>&1 & echo $!");

        await fixture.Agents.KillAsync(start.Session, Token);

        Assert.Empty(await fixture.Agents.ListLiveAsync(Token));
        Assert.NotEqual("", pid.Trim());
    }
}
