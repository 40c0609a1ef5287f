using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Model;

/// <summary>
/// Is told of agents' calls to the model by the proxy they go through: what is seen here no agent can forge. Told
/// before the bytes that carry the fact go on to the agent, so that whoever sees its hook later knows already. Must be
/// quick and must not throw.
/// </summary>
public interface IModelObserver
{
    /// <summary>A request went up whole.</summary>
    /// <param name="call">Its number, unique in this process.</param>
    void Began(SessionId session, long call, ModelCallKind kind);

    /// <summary>Part of the answer came; told at most once a second.</summary>
    void Progressed(SessionId session, long call);

    /// <summary>It is over, in whatever way; told once for each that began.</summary>
    void Ended(SessionId session, long call, ModelCallEnd end);
}
