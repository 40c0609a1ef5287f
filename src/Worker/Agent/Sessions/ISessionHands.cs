using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>Does for a session what it decided: types, looks, kills.</summary>
internal interface ISessionHands
{
    /// <summary>
    /// Carries an effect out and returns what came of it, if that means anything; what fails is logged.
    /// </summary>
    Task<AgentInput?> DoAsync(AgentEffect effect, CancellationToken cancellationToken);
}
