namespace TmuxBuilder.Sockets.Protocol;

/// <summary>The end of a socket.</summary>
/// <param name="Reason">A sentence, at most 123 bytes of UTF-8.</param>
public sealed record SocketClose(CloseCode Code, string Reason)
{
    public static readonly SocketClose Answered = new(CloseCode.Normal, "");

    public static readonly SocketClose GoingAway = new(CloseCode.GoingAway, "The server goes away; reconnect.");

    public static readonly SocketClose TooBig = new(CloseCode.TooBig, "A frame may have 32 KB.");

    public static readonly SocketClose Unavailable = new(CloseCode.TryLater, "Try again later.");

    public static readonly SocketClose TooMany = new(CloseCode.TryLater, "Too many connections.");

    public static readonly SocketClose BadId = new(CloseCode.Policy, "Not a session.");

    public static readonly SocketClose NoSession = new(CloseCode.Policy, "No such session.");

    public static readonly SocketClose BadOrigin = new(CloseCode.Policy, "This origin is not allowed.");

    public static readonly SocketClose BadTicket = new(CloseCode.Policy, "The ticket is used or has expired.");

    public static SocketClose NoLongerAllowed(string reason) => new(CloseCode.Policy, reason);
}
