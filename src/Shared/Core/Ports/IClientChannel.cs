using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Core.Ports;

/// <summary>Sends frames to sockets. One slow or gone client never delays another.</summary>
public interface IClientChannel
{
    /// <summary>
    /// Hands frames to a connection, in order; false when it is gone and should be forgotten. Returns before the client
    /// has read them.
    /// </summary>
    Task<bool> PostAsync(Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a connection that is no longer allowed, saying why where the transport can. Gone already is fine.
    /// </summary>
    Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken);
}
