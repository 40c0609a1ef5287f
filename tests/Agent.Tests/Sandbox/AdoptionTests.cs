using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Tests.RealCli;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class AdoptionTests : IAsyncDisposable
{
    private readonly ProbeFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task An_agent_that_dies_while_adopted_says_so_with_its_status()
    {
        var start = fixture.Prepare();
        await fixture.Agents.StartAsync(start, Token);
        fixture.Restart();

        await using var adopted = await fixture.Agents.AdoptAsync(start, Token);
        Assert.NotNull(adopted);
        await fixture.TypeAsync(start, "exit 7");

        Assert.Equal(new AgentSignal.Exited(7), (await Worker.UntilAsync<AgentSignal.Exited>(adopted))[^1]);
        Assert.Null(await fixture.Agents.AdoptAsync(start, Token));
    }

    [Fact]
    public async Task What_was_only_typed_is_not_taken_for_ended()
    {
        var start = fixture.Prepare();
        var agent = await fixture.Agents.StartAsync(start, Token);
        await fixture.TypeAsync(
            start, """echo '{"hook_event_name":"UserPromptSubmit","prompt":"one"}' | /opt/tb/hook.sh""");
        await Worker.UntilAsync<AgentSignal.Accepted>(agent);
        await fixture.TypeAsync(start, """echo '{"hook_event_name":"Stop"}' | /opt/tb/hook.sh""");
        await Worker.UntilAsync<AgentSignal.Stopped>(agent);
        await agent.DeliverAsync(new Instruction("true prompt_2.txt", "prompt_2.txt"), Token);
        fixture.Restart();

        await using var adopted = await fixture.Agents.AdoptAsync(start, Token);

        Assert.NotNull(adopted);
        Assert.False(await adopted.HasTakenAsync(
            Worker.InstructionOf("Read /session/prompt_2.txt and complete the task"), Token));
        await fixture.TypeAsync(
            start, """echo '{"hook_event_name":"UserPromptSubmit","prompt":"three"}' | /opt/tb/hook.sh""");
        Assert.Equal([new AgentSignal.Accepted("three")], await Worker.UntilAsync<AgentSignal.Accepted>(adopted));
    }

    [Fact]
    public async Task The_loss_of_the_terminal_server_is_the_exit_of_its_agents_and_the_next_start_works()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        await fixture.Machine.Parts.Killer.KillAsync(AgentRun.NameOf(start.Session), Token);
        await fixture.KillServerAsync();

        Assert.IsType<AgentSignal.Exited>((await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1]);
        await using var next = await fixture.Agents.StartAsync(start, Token);
        Assert.Equal([start.Session], await fixture.Agents.ListLiveAsync(Token));
    }
}
