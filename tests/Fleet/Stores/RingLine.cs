using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Rings that nobody has heard yet, for one or for all workers; a session waits in it once.</summary>
internal sealed class RingLine
{
    private readonly Lock gate = new();
    private readonly Queue<SessionId> rings = [];
    private readonly HashSet<SessionId> waiting = [];
    private readonly List<(Func<bool> Hears, TaskCompletionSource Heard)> listeners = [];

    public void Ring(SessionId session)
    {
        lock (gate)
        {
            if (!waiting.Add(session))
            {
                return;
            }

            rings.Enqueue(session);
        }

        Wake(all: false);
    }

    /// <summary>The oldest ring, which is gone with that.</summary>
    public bool TryTake(out SessionId session)
    {
        lock (gate)
        {
            return rings.TryDequeue(out session) && waiting.Remove(session);
        }
    }

    /// <summary>
    /// Completes when there may be a ring; <see langword="null"/> when there is one now. Cancelled, it hears no more.
    /// </summary>
    /// <param name="hears">Whether the listener can hear one just now.</param>
    public TaskCompletionSource? Listen(Func<bool> hears)
    {
        lock (gate)
        {
            if (rings.Count > 0 && hears())
            {
                return null;
            }

            var heard = new TaskCompletionSource();
            listeners.Add((hears, heard));
            return heard;
        }
    }

    /// <summary>Has the first listener that hears look, or all of them.</summary>
    public void Wake(bool all)
    {
        List<TaskCompletionSource> woken = [];
        lock (gate)
        {
            listeners.RemoveAll(one => one.Heard.Task.IsCompleted);
            for (var index = 0; index < listeners.Count && (all || woken.Count == 0);)
            {
                if (all || listeners[index].Hears())
                {
                    woken.Add(listeners[index].Heard);
                    listeners.RemoveAt(index);
                }
                else
                {
                    index++;
                }
            }
        }

        woken.ForEach(heard => heard.TrySetResult());
    }
}
