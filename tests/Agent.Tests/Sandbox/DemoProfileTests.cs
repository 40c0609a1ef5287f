using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Tests.RealCli;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class DemoProfileTests : IAsyncDisposable
{
    private readonly ProbeFixture fixture = new(SandboxMode.Required, AgentOptions.Demo);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task The_demo_builder_takes_an_instruction_and_ends_its_turn_inside_the_sandbox()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        using var folder = SafeFolder.Open(start.Folder);
        await folder.WriteTextAsync("prompt_1.txt", "A page for a tea shop called Leaf", Token);

        await agent.DeliverAsync(Worker.InstructionOf("Read /session/prompt_1.txt and complete the task"), Token);
        var signals = await Worker.UntilAsync<AgentSignal.Stopped>(agent);

        Assert.Contains(signals, signal => signal is AgentSignal.Accepted);
        Assert.Contains(signals, signal => signal is AgentSignal.ToolStarted);
        Assert.True(
            await agent.HasTakenAsync(Worker.InstructionOf("Read /session/prompt_1.txt and complete the task"), Token));
    }
}
