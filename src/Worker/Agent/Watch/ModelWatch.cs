using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Watch;

/// <summary>Takes what the proxy sees of agents' calls of the model to the agents that made them.</summary>
internal sealed class ModelWatch(PaneWatch watch) : IModelObserver
{
    public void Began(SessionId session, long call, ModelCallKind kind) =>
        watch.Find(session)?.Saw(new AgentInput.ModelBegan(call, kind));

    public void Progressed(SessionId session, long call) =>
        watch.Find(session)?.Saw(new AgentInput.ModelProgressed(call));

    public void Ended(SessionId session, long call, ModelCallEnd end) =>
        watch.Find(session)?.Saw(new AgentInput.ModelEnded(call, end));
}
