using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Adapters.Aws.Channels;

/// <summary>What waits for one connection, in order, within limits.</summary>
internal sealed class ConnectionQueue
{
    /// <summary>Frames that may wait: a client so far behind reads the log sooner than it gets them.</summary>
    public const int MaxFrames = 512;

    /// <summary>Bytes that may wait.</summary>
    public const int MaxBytes = 4 << 20;

    private readonly Lock gate = new();
    private readonly Queue<(Frame Frame, TaskCompletionSource<bool>? Last)> waiting = new();
    private int bytes;
    private bool closed;

    /// <summary>The sending of what waits; whoever began it sets it.</summary>
    public Task Pump { get; set; } = Task.CompletedTask;

    /// <summary>
    /// Adds frames that belong together. <c>Begins</c> tells the caller to begin sending; <c>Sent</c> ends with whether
    /// the connection was there when the last of them was handed over. <see langword="null"/> when the queue is over.
    /// </summary>
    public (bool Begins, Task<bool> Sent)? Add(IReadOnlyList<Frame> frames)
    {
        lock (gate)
        {
            if (closed)
            {
                return null;
            }

            var begins = waiting.Count == 0;
            var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            for (var index = 0; index < frames.Count; index++)
            {
                waiting.Enqueue((frames[index], index == frames.Count - 1 ? sent : null));
                bytes += frames[index].Utf8.Length;
            }

            return (begins, sent.Task);
        }
    }

    /// <summary>Whether more waits than may.</summary>
    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                return waiting.Count > MaxFrames || bytes > MaxBytes;
            }
        }
    }

    /// <summary>The frame to send next; <see langword="null"/> when the queue is over.</summary>
    public Frame? Peek()
    {
        lock (gate)
        {
            return closed ? null : waiting.Peek().Frame;
        }
    }

    /// <summary>The frame was handed over or given up; false when none waits any more, and the queue is over.</summary>
    public bool Advance()
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            var (frame, last) = waiting.Dequeue();
            bytes -= frame.Utf8.Length;
            last?.TrySetResult(true);
            closed = waiting.Count == 0;
            return !closed;
        }
    }

    /// <summary>The connection is gone: whoever waits is told.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            while (waiting.TryDequeue(out var entry))
            {
                entry.Last?.TrySetResult(false);
            }

            bytes = 0;
        }
    }
}
