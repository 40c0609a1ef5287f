using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Tests.RealCli;

namespace TmuxBuilder.Agent.Tests.Sandbox.Limits;

public sealed class TooMuchTests
{
    private static readonly SandboxLimits Small = new()
    {
        MemoryBytes = 256L << 20,
        Processes = 64,
        FolderBytes = 16L << 20,
        OpenFiles = 128,
        FileBytes = 128L << 20,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_fills_the_disk_is_killed_and_it_is_said_why()
    {
        await using var fixture = new ProbeFixture(limits: Small);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        await fixture.TypeAsync(start, "for n in $(seq 10); do head -c 30000000 /dev/zero >f$n; done");

        var exited = (AgentSignal.Exited)(await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1];
        Assert.Contains("folder", exited.Excess, StringComparison.Ordinal);
        Assert.Contains("folder", (await agent.DiagnoseAsync(Token)).Exit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_takes_more_memory_than_it_may_is_killed_and_it_is_said_why()
    {
        await using var fixture = new ProbeFixture(limits: Small);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        await fixture.TypeAsync(
            start, "exec perl -e 'my @all; push @all, \"x\" x 10_000_000 while @all < 100; sleep 60'");

        var exited = (AgentSignal.Exited)(await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1];
        Assert.Contains("memory", exited.Excess, StringComparison.Ordinal);
        Assert.Contains("memory", (await agent.DiagnoseAsync(Token)).Exit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_groups_memory_in_files_that_nobody_sees_counts_too()
    {
        await using var fixture = new ProbeFixture(limits: Small, withoutGroups: true);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        await fixture.TypeAsync(
            start,
            "exec perl -e 'my ($n, $b) = (\"m\\0\", \"x\" x (12 << 20)); my @all; for (1 .. 60) { my $fd = syscall("
            + "(`uname -m` =~ /aarch64/ ? 279 : 319), $n, 0); open(my $f, \">&=\", $fd); syswrite $f, $b;"
            + " push @all, $f } sleep 600'");

        var exited = (AgentSignal.Exited)(await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1];
        Assert.Contains("memory", exited.Excess, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_processes_beyond_the_limit_are_refused_and_the_agent_lives_on()
    {
        await using var fixture = new ProbeFixture(limits: Small);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await fixture.RunAsync(start, """
            perl -e 'my @f; while (open(my $f, "<", "/dev/null")) { push @f, $f; last if @f > 200 }
              print "files ", @f > 128 ? "MANY" : "few", "\n"'
            perl -e 'my @p; while (@p < 100 && defined(my $p = fork)) { if (!$p) { sleep 9; exit } push @p, $p }
              kill 9, @p; print "processes ", @p > 64 ? "MANY" : "few", "\n"'
            """);

        Assert.Equal("files few\nprocesses few\n", said);
        Assert.Equal("alive\n", await fixture.RunAsync(start, "echo alive"));
    }

    [Fact]
    public async Task Where_version_2_is_demanded_and_absent_no_agent_starts()
    {
        await using var fixture = new ProbeFixture(requireCgroupV2: true);
        if (fixture.Machine.Confinement.Regime == LimitRegime.CgroupV2)
        {
            await using var agent = await fixture.Agents.StartAsync(fixture.Prepare(), Token);
            return;
        }

        var refused = await Assert.ThrowsAsync<AgentStartException>(
            () => fixture.Agents.StartAsync(fixture.Prepare(), Token));
        Assert.Contains("version 2", refused.Message, StringComparison.Ordinal);
    }
}
