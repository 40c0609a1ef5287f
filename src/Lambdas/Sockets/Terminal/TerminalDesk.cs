using System.Diagnostics;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Terminal;

/// <summary>What one admin's socket does with a terminal; for one caller at a time.</summary>
/// <param name="terminals"><see langword="null"/> where no agent of this machine can be watched.</param>
internal sealed class TerminalDesk(ILiveTerminals? terminals, SessionId session, By by, Action wake) : IAsyncDisposable
{
    private ITerminalWatch? watch;

    /// <summary>Does what the frame asks for, or says why not.</summary>
    public async Task<FrameFault> DoAsync(ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Action == ClientAction.Terminal)
        {
            return Watch();
        }

        if (watch is null)
        {
            return frame.Action == ClientAction.TerminalEnd ? FrameFault.None : FrameFault.NotTakenOver;
        }

        switch (frame.Action)
        {
            case ClientAction.TerminalEnd:
                await DisposeAsync();
                return FrameFault.None;
            case ClientAction.TakeOver:
                return FaultOf(await watch.TakeOverAsync(cancellationToken));
            case ClientAction.GiveBack:
                await watch.GiveBackAsync(cancellationToken);
                return FrameFault.None;
            case ClientAction.Input:
                return await watch.TypeAsync(frame.Text!, cancellationToken)
                    ? FrameFault.None
                    : FrameFault.NotTakenOver;
            case ClientAction.Resize:
                return await watch.ResizeAsync(frame.Columns, frame.Rows, cancellationToken)
                    ? FrameFault.None
                    : FrameFault.NotTakenOver;
            default:
                throw new UnreachableException($"{frame.Action} is not done at a terminal.");
        }
    }

    /// <summary>The next frame to send, if any.</summary>
    public async Task<byte[]?> NextAsync(CancellationToken cancellationToken) =>
        watch is not null && await watch.NextAsync(cancellationToken) is { } happened
            ? TerminalFrames.Write(happened)
            : null;

    public async ValueTask DisposeAsync()
    {
        if (watch is { } ended)
        {
            watch = null;
            await ended.DisposeAsync();
        }
    }

    private FrameFault Watch()
    {
        if (terminals is null)
        {
            return FrameFault.NoTerminal;
        }

        watch ??= terminals.Watch(session, by, wake);
        return watch is null ? FrameFault.TooManyWatches : FrameFault.None;
    }

    private static FrameFault FaultOf(TakeOverOutcome outcome) => outcome switch
    {
        TakeOverOutcome.Done => FrameFault.None,
        TakeOverOutcome.Absent => FrameFault.TerminalAbsent,
        TakeOverOutcome.Taken => FrameFault.TerminalTaken,
        TakeOverOutcome.Delivering => FrameFault.TerminalDelivering,
        _ => throw new UnreachableException($"No answer for {outcome}."),
    };
}
