namespace TmuxBuilder.Sockets.Protocol;

/// <summary>What a client may ask for.</summary>
public enum ClientAction
{
    /// <summary>Nothing we know; the fault says why.</summary>
    None,
    Ping,
    History,
}
