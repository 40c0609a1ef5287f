using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Agent;

/// <summary>Agents whose every signal is stamped on its way to the worker.</summary>
internal sealed class StampedAgents(IAgents inner, Stamps stamps) : IAgents
{
    public async Task<IAgent> StartAsync(AgentStart start, CancellationToken cancellationToken)
    {
        var agent = await inner.StartAsync(start, cancellationToken);
        stamps.Add(new Stamps.Started());
        return new StampedAgent(agent, stamps);
    }

    public async Task<IAgent?> AdoptAsync(AgentStart start, CancellationToken cancellationToken) =>
        await inner.AdoptAsync(start, cancellationToken) is { } agent ? new StampedAgent(agent, stamps) : null;

    public Task<IReadOnlyList<SessionId>> ListLiveAsync(CancellationToken cancellationToken) =>
        inner.ListLiveAsync(cancellationToken);

    public Task KillAsync(SessionId session, CancellationToken cancellationToken) =>
        inner.KillAsync(session, cancellationToken);

    private sealed class StampedAgent : IAgent
    {
        private readonly Channel<AgentSignal> passed = Channel.CreateUnbounded<AgentSignal>();
        private readonly IAgent agent;
        private readonly Stamps stamps;
        private readonly Task passing;

        public StampedAgent(IAgent agent, Stamps stamps)
        {
            (this.agent, this.stamps) = (agent, stamps);
            passing = PassAsync();
        }

        public SessionId Session => agent.Session;

        public ChannelReader<AgentSignal> Signals => passed.Reader;

        public void Prepare(Instruction instruction) => agent.Prepare(instruction);

        public Task DeliverAsync(Instruction instruction, CancellationToken cancellationToken)
        {
            stamps.Add(new Stamps.Delivering());
            return agent.DeliverAsync(instruction, cancellationToken);
        }

        public Task RecoverDeliveryAsync(Instruction instruction, CancellationToken cancellationToken) =>
            agent.RecoverDeliveryAsync(instruction, cancellationToken);

        public Task<bool> HasTakenAsync(Instruction instruction, CancellationToken cancellationToken) =>
            agent.HasTakenAsync(instruction, cancellationToken);

        public Task<bool> HasRecordedEndAsync(Instruction instruction, CancellationToken cancellationToken) =>
            agent.HasRecordedEndAsync(instruction, cancellationToken);

        public Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken) =>
            agent.InterruptAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => agent.StopAsync(cancellationToken);

        public Task<string> CaptureAsync(CancellationToken cancellationToken) => agent.CaptureAsync(cancellationToken);

        public Task<AgentDiagnosis> DiagnoseAsync(CancellationToken cancellationToken) =>
            agent.DiagnoseAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await agent.DisposeAsync();
            await passing;
        }

        private async Task PassAsync()
        {
            await foreach (var signal in agent.Signals.ReadAllAsync())
            {
                stamps.Add(signal);
                passed.Writer.TryWrite(signal);
            }

            passed.Writer.TryComplete();
        }
    }
}
