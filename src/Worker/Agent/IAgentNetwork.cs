using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent;

/// <summary>The only ways out of a sandbox: sockets in a session's socket folder.</summary>
public interface IAgentNetwork
{
    /// <summary>
    /// Listens on <c>api.sock</c> (model proxy) and <c>proxy.sock</c> (forward proxy) in a folder; again is fine.
    /// </summary>
    Task OpenAsync(SessionId session, string socketFolder, CancellationToken cancellationToken);

    /// <summary>Stops listening for the session; absent is fine.</summary>
    Task CloseAsync(SessionId session, CancellationToken cancellationToken);
}
