using System.Collections.Concurrent;
using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>The machine's panes, which outlive the worker's process.</summary>
internal sealed class FakeAgents
{
    private readonly ConcurrentDictionary<SessionId, FakePane> panes = new();
    private readonly Channel<FakePane> started = Channel.CreateUnbounded<FakePane>();

    /// <summary>What a start throws instead of starting, as long as there is something.</summary>
    public ConcurrentQueue<string> StartFailures { get; } = new();

    /// <summary>Every start, in order.</summary>
    public ConcurrentQueue<AgentStart> Starts { get; } = new();

    /// <summary>The next agent that was started.</summary>
    public async Task<FakePane> StartedAsync(CancellationToken cancellationToken) =>
        await started.Reader.ReadAsync(cancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    public IReadOnlyCollection<SessionId> Live => [.. panes.Where(pane => pane.Value.Alive).Select(pane => pane.Key)];

    /// <summary>The panes as one process of the worker reaches them.</summary>
    public IAgents For(Crash crash) => new Machine(this, crash);

    private sealed class Machine(FakeAgents agents, Crash crash) : IAgents
    {
        public Task<IReadOnlyList<SessionId>> ListLiveAsync(CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgents), nameof(ListLiveAsync), []);
            return Task.FromResult<IReadOnlyList<SessionId>>([.. agents.Live]);
        }

        public Task<IAgent> StartAsync(AgentStart start, CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgents), nameof(StartAsync), [start]);
            agents.Starts.Enqueue(start);
            if (agents.StartFailures.TryDequeue(out var reason))
            {
                throw new AgentStartException(reason);
            }

            var pane = new FakePane(start);
            agents.panes[start.Session] = pane;
            agents.started.Writer.TryWrite(pane);
            return Task.FromResult<IAgent>(new FakeAgent(pane, crash, adopted: false));
        }

        public Task<IAgent?> AdoptAsync(AgentStart start, CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgents), nameof(AdoptAsync), [start]);
            return Task.FromResult<IAgent?>(
                agents.panes.TryGetValue(start.Session, out var pane) && pane.Alive
                    ? new FakeAgent(pane, crash, adopted: true)
                    : null);
        }

        public Task KillAsync(SessionId session, CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgents), nameof(KillAsync), [session]);
            if (agents.panes.TryRemove(session, out var pane))
            {
                pane.Press("kill");
            }

            return Task.CompletedTask;
        }
    }

    private sealed class FakeAgent(FakePane pane, Crash crash, bool adopted) : IAgent
    {
        public SessionId Session => pane.Session;

        public ChannelReader<AgentSignal> Signals { get; } = pane.Listen(adopted);

        public void Prepare(Instruction instruction) =>
            crash.Before(typeof(IAgent), nameof(Prepare), [instruction]);

        public Task DeliverAsync(Instruction instruction, CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgent), nameof(DeliverAsync), [instruction]);
            pane.Type(instruction.Line);
            crash.Before(typeof(IAgent), "Enter", [instruction]);
            return Task.CompletedTask;
        }

        public Task RecoverDeliveryAsync(Instruction instruction, CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgent), nameof(RecoverDeliveryAsync), [instruction]);
            pane.Recover(instruction);
            return Task.CompletedTask;
        }

        public Task<bool> HasTakenAsync(Instruction instruction, CancellationToken cancellationToken)
        {
            crash.Before(typeof(IAgent), nameof(HasTakenAsync), [instruction]);
            return Task.FromResult(pane.HasTaken(instruction.PromptFile));
        }

        public Task<bool> HasRecordedEndAsync(Instruction instruction, CancellationToken cancellationToken) =>
            Task.FromResult(pane.HasRecordedEnd());

        public async Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken)
        {
            await PressAsync(nameof(InterruptAsync), "interrupt");
            return pane.Interrupt;
        }

        public Task StopAsync(CancellationToken cancellationToken) => PressAsync(nameof(StopAsync), "stop");

        public Task<string> CaptureAsync(CancellationToken cancellationToken) => Task.FromResult("");

        public Task<AgentDiagnosis> DiagnoseAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new AgentDiagnosis(
                "Fake",
                [.. pane.Lines.Select(line => new AgentNote(DateTimeOffset.UnixEpoch, line))],
                [],
                "a fake screen",
                "Unknown",
                Exit: pane.Alive ? null : "gone",
                CliVersion: "1.0"));

        public ValueTask DisposeAsync()
        {
            pane.Deafen();
            return ValueTask.CompletedTask;
        }

        private Task PressAsync(string method, string key)
        {
            crash.Before(typeof(IAgent), method, []);
            pane.Press(key);
            return Task.CompletedTask;
        }
    }
}
