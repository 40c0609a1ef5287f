namespace TmuxBuilder.Core.Access;

/// <summary>What a bearer secret opens.</summary>
public enum GrantKind
{
    /// <summary>All sessions of one proved e-mail address.</summary>
    ClientToken,

    /// <summary>Turns into a client token, once.</summary>
    LoginLink,

    /// <summary>Reads one session.</summary>
    Share,

    /// <summary>Creates sessions and reads what came of them.</summary>
    Integration,

    /// <summary>A signed-in admin's cookie.</summary>
    AdminSession,

    /// <summary>Opens one raw socket, once.</summary>
    SocketTicket,

    /// <summary>A browser that opened a guid.</summary>
    SessionCookie,
}
