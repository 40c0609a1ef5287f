namespace TmuxBuilder.Hosting.Events;

/// <summary>What happened on a connection.</summary>
public enum SocketEventType
{
    /// <summary>A client wants to connect; the answer decides whether it may.</summary>
    Connect,

    /// <summary>A client sent a message.</summary>
    Message,

    /// <summary>The connection has ended; nobody reads the answer.</summary>
    Disconnect,
}
