namespace TmuxBuilder.Sockets.Protocol;

/// <summary>Why the server ends a socket, as RFC 6455 and its registry number it.</summary>
public enum CloseCode
{
    /// <summary>The client closed.</summary>
    Normal = 1000,

    /// <summary>The server goes away; reconnect at once.</summary>
    GoingAway = 1001,

    /// <summary>Refused, or no longer allowed; reconnecting does not help.</summary>
    Policy = 1008,

    /// <summary>A frame was over 32 KB.</summary>
    TooBig = 1009,

    /// <summary>Too many sockets, or a store that cannot be reached; reconnect with back-off.</summary>
    TryLater = 1013,
}
