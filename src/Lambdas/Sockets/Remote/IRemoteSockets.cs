namespace TmuxBuilder.Sockets.Remote;

/// <summary>Sockets that a gateway holds, each by the gateway's name for it.</summary>
public interface IRemoteSockets
{
    /// <summary>
    /// Sends a text frame and waits until the gateway has taken it; false when there is no such socket.
    /// </summary>
    /// <exception cref="Core.Ports.StoreUnavailableException">The gateway did not take it for now.</exception>
    Task<bool> SendAsync(string connection, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken);

    /// <summary>Ends a socket; gone already is fine.</summary>
    Task CloseAsync(string connection, CancellationToken cancellationToken);
}
