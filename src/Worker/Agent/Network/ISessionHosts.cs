using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Network;

/// <summary>Knows which hosts an admin lets one session's agent reach.</summary>
public interface ISessionHosts
{
    /// <summary><c>example.com</c>, <c>*.example.com</c> or <c>example.com:8443</c>; asked for often.</summary>
    ValueTask<IReadOnlyList<string>> OfAsync(SessionId session, CancellationToken cancellationToken);
}
