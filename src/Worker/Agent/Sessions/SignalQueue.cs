using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>
/// What an agent's reader has still to read, bounded: an agent that forges hooks faster than they are read fills no
/// memory. Of what is only displayed the newest is dropped, of the ends of turns all but the last.
/// </summary>
internal sealed class SignalQueue : ChannelReader<AgentSignal>
{
    private const int MaxWaiting = 1024;
    private const int MaxEnds = 8;

    private readonly Channel<AgentSignal> waiting =
        System.Threading.Channels.Channel.CreateUnbounded<AgentSignal>();
    private readonly Lock sync = new();
    private AgentSignal? lastEnd;
    private int ends;

    public override Task Completion => waiting.Reader.Completion;

    public override bool CanCount => true;

    public override int Count
    {
        get
        {
            lock (sync)
            {
                return waiting.Reader.Count + (lastEnd is null ? 0 : 1);
            }
        }
    }

    /// <summary>Never waits; false when the signal, or an earlier end in its favour, was dropped.</summary>
    public bool Write(AgentSignal signal)
    {
        lock (sync)
        {
            var isFull = lastEnd is not null || waiting.Reader.Count >= MaxWaiting;
            if (isFull && IsForDisplay(signal))
            {
                return false;
            }

            if (IsEnd(signal) && (isFull || ends >= MaxEnds))
            {
                var isFirst = lastEnd is null;
                lastEnd = signal;
                return isFirst;
            }

            MoveLastEndLocked();
            ends += IsEnd(signal) ? 1 : 0;
            return waiting.Writer.TryWrite(signal);
        }
    }

    /// <summary>Nothing follows.</summary>
    public void Complete()
    {
        lock (sync)
        {
            MoveLastEndLocked();
            waiting.Writer.TryComplete();
        }
    }

    public override bool TryRead([MaybeNullWhen(false)] out AgentSignal item)
    {
        lock (sync)
        {
            if (waiting.Reader.TryRead(out item))
            {
                ends -= IsEnd(item) ? 1 : 0;
                return true;
            }

            (item, lastEnd) = (lastEnd, null);
            return item is not null;
        }
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        lock (sync)
        {
            return lastEnd is null ? waiting.Reader.WaitToReadAsync(cancellationToken) : new ValueTask<bool>(true);
        }
    }

    private static bool IsForDisplay(AgentSignal signal) => signal is AgentSignal.ToolStarted or AgentSignal.ToolEnded
        or AgentSignal.PermissionAsked or AgentSignal.Accepted or AgentSignal.Retrying;

    private static bool IsEnd(AgentSignal signal) => signal is AgentSignal.Stopped or AgentSignal.TurnFailed;

    private void MoveLastEndLocked()
    {
        if (lastEnd is { } end)
        {
            lastEnd = null;
            ends++;
            waiting.Writer.TryWrite(end);
        }
    }
}
