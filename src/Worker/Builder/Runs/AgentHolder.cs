using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Runs;

/// <summary>
/// Holds a session's agent while it lives and takes its signals, one by one, to the session's mailbox.
/// </summary>
internal sealed class AgentHolder(SessionId session, IAgents agents, ChannelWriter<RunnerEvent> mailbox)
    : IAsyncDisposable
{
    private CancellationTokenSource? listening;
    private Task listener = Task.CompletedTask;

    public IAgent? Agent { get; private set; }

    /// <summary>Adopts a live pane; false when there is none.</summary>
    public async Task<bool> AdoptAsync(AgentStart start, CancellationToken cancellationToken)
    {
        if (await agents.AdoptAsync(start, cancellationToken) is not { } agent)
        {
            return false;
        }

        Hold(agent);
        return true;
    }

    /// <exception cref="AgentStartException">It did not come up.</exception>
    public async Task StartAsync(AgentStart start, CancellationToken cancellationToken) =>
        Hold(await agents.StartAsync(start, cancellationToken));

    /// <summary>Lets go of the agent, which lives on in its pane.</summary>
    public async Task LetGoAsync()
    {
        if (Agent is not { } agent)
        {
            return;
        }

        Agent = null;
        if (listening is not null)
        {
            listening.Cancel();
            await listener.EndAsync();
            listening.Dispose();
            listening = null;
        }

        await agent.DisposeAsync();
    }

    /// <summary>Ends the agent, whether it is held or only left in a pane.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (Agent is { } agent)
        {
            await agent.StopAsync(cancellationToken);
            await LetGoAsync();
        }

        await agents.KillAsync(session, cancellationToken);
    }

    public async ValueTask DisposeAsync() => await LetGoAsync();

    private void Hold(IAgent agent)
    {
        Agent = agent;
        listening = new CancellationTokenSource();
        listener = ListenAsync(agent, listening.Token);
    }

    private async Task ListenAsync(IAgent agent, CancellationToken cancellationToken)
    {
        await foreach (var signal in agent.Signals.ReadAllAsync(cancellationToken))
        {
            var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await mailbox.WriteAsync(new RunnerEvent.Seen(agent, signal, handled), cancellationToken);
            await handled.Task.HereAsync().WaitAsync(cancellationToken);
        }
    }
}
