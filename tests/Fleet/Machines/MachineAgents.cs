using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>The panes of a machine as the worker's process on it reaches them.</summary>
internal sealed class MachineAgents(
    Machine machine, Timeline timeline, Process process, Random chance, Pace pace, Action<Pane> acted) : IAgents
{
    public Task<IReadOnlyList<SessionId>> ListLiveAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SessionId>>([.. machine.Panes.Keys]);

    public async Task<IAgent> StartAsync(AgentStart start, CancellationToken cancellationToken)
    {
        Remove(start.Session);
        await PassAsync(500, 2_500, cancellationToken);
        Remove(start.Session);
        var pane = new Pane(start.Session, machine.Folders[start.Session], timeline, chance, pace);
        machine.Panes.Add(start.Session, pane);
        acted(pane);
        return new MachineAgent(this, pane, adopted: false);
    }

    public Task<IAgent?> AdoptAsync(AgentStart start, CancellationToken cancellationToken) =>
        Task.FromResult<IAgent?>(
            machine.Panes.TryGetValue(start.Session, out var pane)
                ? new MachineAgent(this, pane, adopted: true)
                : null);

    public async Task KillAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (machine.Panes.ContainsKey(session))
        {
            await PassAsync(5, 50, cancellationToken);
            Remove(session);
        }
    }

    /// <summary>Lets time pass on the machine.</summary>
    public Task PassAsync(int least, int most, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(chance.Next(least, most + 1)), process.Clock, cancellationToken);

    public void Told(Pane pane) => acted(pane);

    public void Remove(SessionId session)
    {
        if (machine.Panes.Remove(session, out var pane))
        {
            pane.Kill();
        }
    }
}
