using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent;

/// <summary>The agents of this machine, each in a tmux session of its own on the worker's own tmux server.</summary>
public interface IAgents
{
    /// <summary>Sessions that have a live pane on this worker's tmux server, whoever started it.</summary>
    Task<IReadOnlyList<SessionId>> ListLiveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Starts an agent, or resumes its conversation, and returns once it takes input. Anything left of an earlier agent
    /// of the session is killed first.
    /// </summary>
    /// <exception cref="AgentStartException">It did not come up; the message is fit for admins.</exception>
    Task<IAgent> StartAsync(AgentStart start, CancellationToken cancellationToken);

    /// <summary>
    /// Takes charge of a live pane left by an earlier process of this worker; <see langword="null"/> when there is
    /// none. When the agent's records show that it has ended the instruction it took last,
    /// <see cref="AgentSignal.Stopped"/> is signalled again, even if the earlier process was told: it may have died
    /// before it wrote that down.
    /// </summary>
    Task<IAgent?> AdoptAsync(AgentStart start, CancellationToken cancellationToken);

    /// <summary>Kills the session's pane with everything in it; absent is fine.</summary>
    Task KillAsync(SessionId session, CancellationToken cancellationToken);
}
