using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Network;

/// <summary>Knows which hosts one session's agent may reach beside everybody's.</summary>
public interface ISessionHosts
{
    /// <summary><c>example.com</c>, <c>*.example.com</c> or <c>example.com:8443</c>; asked for often.</summary>
    ValueTask<IReadOnlyList<string>> OfAsync(SessionId session, CancellationToken cancellationToken);
}
