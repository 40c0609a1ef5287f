namespace TmuxBuilder.Sockets.Protocol;

/// <summary>The wire below the protocol. One call at a time.</summary>
public interface ISocketTransport
{
    /// <summary>Sends one text frame; returns when the client, or a bounded buffer before it, has taken it.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken);

    /// <summary>Says that nothing more comes, and why; does not wait for an answer.</summary>
    Task CloseAsync(SocketClose close, CancellationToken cancellationToken);
}
