namespace TmuxBuilder.Sockets.Protocol;

/// <summary>Why a client's frame was not taken.</summary>
public enum FrameFault
{
    None,
    NotAnObject,
    Binary,
    UnknownAction,
    BadSince,
    BadInput,
    BadSize,
    NoTerminal,
    TooManyWatches,
    TerminalAbsent,
    TerminalTaken,
    TerminalDelivering,
    NotTakenOver,
}
