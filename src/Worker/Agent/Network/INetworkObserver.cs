using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Network;

/// <summary>
/// Is told of every connection of an agent's that the forward proxy refused or cut. Must be quick and must not throw.
/// </summary>
public interface INetworkObserver
{
    /// <param name="target">Host and port as asked for, printable; empty when it could not be read.</param>
    /// <param name="reason">A sentence for people.</param>
    void Refused(SessionId session, string target, string reason);
}
