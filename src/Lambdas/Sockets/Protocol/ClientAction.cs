namespace TmuxBuilder.Sockets.Protocol;

/// <summary>What a client may ask for.</summary>
public enum ClientAction
{
    /// <summary>Nothing we know; the fault says why.</summary>
    None,
    Ping,
    History,

    /// <summary>Admins: watch the live terminal.</summary>
    Terminal,

    /// <summary>Admins: watch it no longer.</summary>
    TerminalEnd,

    /// <summary>Admins: take the agent's keyboard.</summary>
    TakeOver,

    /// <summary>Admins: give it back.</summary>
    GiveBack,

    /// <summary>Admins who took over: type.</summary>
    Input,

    /// <summary>Admins who took over: give the terminal another size.</summary>
    Resize,
}
