using System.Diagnostics;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Tests.RealCli;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class TerminalFaultTests : IAsyncDisposable
{
    private readonly ProbeFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_hundred_megabytes_of_output_leave_the_worker_small_and_the_terminal_usable()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        await fixture.TypeAsync(start, "head -c 100000000 /dev/zero | tr '\\0' x | fold -w 5000; ./notify.sh done");
        Assert.Equal(["done"], (await fixture.Calls.NextAsync(TimeSpan.FromMinutes(5))).Arguments);

        Assert.InRange((await agent.CaptureAsync(Token)).Length, 1, 100_000);
        Assert.InRange((await agent.DiagnoseAsync(Token)).Screen?.Length ?? 0, 1, 100_000);
        Assert.Equal("alive\n", await fixture.RunAsync(start, "echo alive"));
    }

    [Fact]
    public async Task A_server_that_is_killed_is_told_to_all_its_agents_and_leaves_none_of_their_processes()
    {
        var (one, two) = (fixture.Prepare(), fixture.Prepare());
        await using var first = await fixture.Agents.StartAsync(one, Token);
        await using var second = await fixture.Agents.StartAsync(two, Token);
        var panes = await fixture.Machine.Parts.Terminal.ListAsync(Token);
        using var server = Process.GetProcessById(panes[0].ServerId);

        server.Kill();

        foreach (var agent in (IAgent[])[first, second])
        {
            Assert.Equal(
                new AgentSignal.Exited(null, ServerGone: true),
                (await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1]);
        }

        var agents = panes.Where(pane => AgentRun.SessionOf(pane.Name) is not null).ToList();
        Assert.Equal(2, agents.Count);
        Assert.DoesNotContain(agents, pane => ProcessTree.IsRunning(pane.ProcessId));
        await using var next = await fixture.Agents.StartAsync(one, Token);
        Assert.Equal("alive\n", await fixture.RunAsync(one, "echo alive"));
    }

    [Fact]
    public async Task A_folder_deleted_under_a_live_agent_is_told_and_the_agent_can_still_be_ended()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        await fixture.TypeAsync(
            start, """echo '{"hook_event_name":"UserPromptSubmit","prompt":"one"}' | /opt/tb/hook.sh""");
        await Worker.UntilAsync<AgentSignal.Accepted>(agent);

        Directory.Delete(start.Folder, recursive: true);

        await Worker.UntilAsync<AgentSignal.FolderLost>(agent);
        await agent.StopAsync(Token);
        await Worker.UntilAsync<AgentSignal.Exited>(agent);
    }
}
