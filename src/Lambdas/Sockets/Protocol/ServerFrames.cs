using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TmuxBuilder.Sockets.Protocol;

/// <summary>The frames that are no log entries and therefore have no number.</summary>
public static class ServerFrames
{
    private static readonly Dictionary<FrameFault, byte[]> Errors = Enum.GetValues<FrameFault>()
        .Where(fault => fault != FrameFault.None)
        .ToDictionary(fault => fault, Write);

    /// <summary>Says that the socket lives, and the number of the newest entry it has sent.</summary>
    public static ReadOnlyMemory<byte> Pong(long lastSeq) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $$"""{"type":"pong","last_seq":{{lastSeq}}}"""));

    /// <summary>Answers a frame that was not taken.</summary>
    public static ReadOnlyMemory<byte> Error(FrameFault fault) => Errors[fault];

    /// <summary>The code and the sentence a client is told.</summary>
    public static (string Code, string Message) Describe(FrameFault fault) => fault switch
    {
        FrameFault.NotAnObject => ("frame.not_an_object", "A frame must be a JSON object with an action."),
        FrameFault.Binary => ("frame.binary", "Binary frames are not taken."),
        FrameFault.UnknownAction => ("frame.unknown_action", "The action is not known; ping and history are."),
        FrameFault.BadSince => ("frame.bad_since", "since must be a whole number, 0 or more."),
        FrameFault.BadInput => ("frame.bad_input", "text must be a string of 1 to 8,192 characters."),
        FrameFault.BadSize => ("frame.bad_size", "columns must be 20 to 500, rows 5 to 200."),
        FrameFault.NoTerminal => ("terminal.unavailable", "There is no live terminal on this installation."),
        FrameFault.TooManyWatches => ("terminal.too_many", "Too many terminals are watched; close one first."),
        FrameFault.TerminalAbsent => ("terminal.absent", "The agent does not run; it starts with the next message."),
        FrameFault.TerminalTaken => ("terminal.taken", "Another admin has taken over."),
        FrameFault.TerminalDelivering => (
            "terminal.delivering", "The agent is just being given a message; try again in a moment."),
        FrameFault.NotTakenOver => ("terminal.not_taken_over", "Take over first."),
        _ => throw new UnreachableException(),
    };

    // Codes and sentences are ours and hold nothing that JSON would have to escape.
    private static byte[] Write(FrameFault fault)
    {
        var (code, message) = Describe(fault);
        return Encoding.UTF8.GetBytes(
            $$"""{"type":"error","code":"{{code}}","message":"{{message}}","data":"{{message}}"}""");
    }
}
