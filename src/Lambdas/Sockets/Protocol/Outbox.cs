using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Sockets.Protocol;

/// <summary>
/// Frames posted to a socket and not yet sent. They only save reading the log, so what does not fit is let go, and
/// remembered as missed.
/// </summary>
internal sealed class Outbox(int maxFrames, int maxBytes)
{
    private readonly Lock gate = new();
    private readonly Queue<Frame> frames = new();
    private int bytes;
    private bool missed;

    public void Put(IReadOnlyList<Frame> posted)
    {
        lock (gate)
        {
            foreach (var frame in posted)
            {
                missed |= frames.Count >= maxFrames || bytes + frame.Utf8.Length > maxBytes;
                if (!missed)
                {
                    frames.Enqueue(frame);
                    bytes += frame.Utf8.Length;
                }
            }
        }
    }

    /// <summary>The next frame, in the order of posting.</summary>
    public bool TryTake([NotNullWhen(true)] out Frame? frame)
    {
        lock (gate)
        {
            if (!frames.TryDequeue(out frame))
            {
                return false;
            }

            bytes -= frame.Utf8.Length;
            return true;
        }
    }

    /// <summary>Empties it; true when anything was posted since it was last emptied, held or not.</summary>
    public bool Drain()
    {
        lock (gate)
        {
            var any = missed || frames.Count > 0;
            missed = false;
            frames.Clear();
            bytes = 0;
            return any;
        }
    }

    /// <summary>Whether something was let go since it was last emptied.</summary>
    public bool Missed
    {
        get
        {
            lock (gate)
            {
                return missed;
            }
        }
    }
}
