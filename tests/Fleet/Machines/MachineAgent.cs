using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>One agent in the hands of one process.</summary>
internal sealed class MachineAgent(MachineAgents agents, Pane pane, bool adopted) : IAgent
{
    public SessionId Session => pane.Session;

    public ChannelReader<AgentSignal> Signals { get; } = pane.Listen(adopted);

    public void Prepare(Instruction instruction)
    {
        // No more than a hint.
    }

    public Task DeliverAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        ThrowIfGone();
        pane.Type(instruction);
        agents.Told(pane);
        return Task.CompletedTask;
    }

    public Task RecoverDeliveryAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        ThrowIfGone();
        pane.Recover(instruction);
        agents.Told(pane);
        return Task.CompletedTask;
    }

    public Task<bool> HasTakenAsync(Instruction instruction, CancellationToken cancellationToken) =>
        Task.FromResult(pane.Folder.Taken.Contains(instruction.PromptFile));

    public Task<bool> HasRecordedEndAsync(Instruction instruction, CancellationToken cancellationToken) =>
        Task.FromResult(!pane.IsAtWork);

    public async Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken)
    {
        if (!pane.IsAlive)
        {
            return InterruptOutcome.Gone;
        }

        await agents.PassAsync(50, 500, cancellationToken);
        pane.Interrupt();
        return InterruptOutcome.Interrupted;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (pane.IsAlive)
        {
            await agents.PassAsync(100, 2_000, cancellationToken);
            agents.Remove(pane.Session);
        }
    }

    public Task<string> CaptureAsync(CancellationToken cancellationToken) => Task.FromResult("");

    public Task<AgentDiagnosis> DiagnoseAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new AgentDiagnosis("Fleet", [], [], null, "Unknown", Exit: null, CliVersion: null));

    public ValueTask DisposeAsync()
    {
        pane.Deafen();
        return ValueTask.CompletedTask;
    }

    private void ThrowIfGone()
    {
        if (!pane.IsAlive)
        {
            throw new InvalidOperationException("The agent is gone.");
        }
    }
}
