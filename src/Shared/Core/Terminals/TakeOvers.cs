using System.Collections.Concurrent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Terminals;

/// <summary>
/// The terminals of this process that admins have taken over. Kept in memory alone: whoever took one over is connected
/// to this process, so neither outlives it.
/// </summary>
public sealed class TakeOvers
{
    private readonly ConcurrentDictionary<SessionId, TakeOver> taken = new();

    /// <summary>Raised after a session's terminal was taken over or given back, from any thread.</summary>
    public event Action<SessionId>? Changed;

    /// <summary>Who has the session's keyboard; <see langword="null"/> while the platform has.</summary>
    public TakeOver? Find(SessionId session) => taken.GetValueOrDefault(session);

    /// <summary>Takes a keyboard that nobody has.</summary>
    public bool TryAdd(TakeOver takeOver)
    {
        var added = taken.TryAdd(takeOver.Session, takeOver);
        if (added)
        {
            Changed?.Invoke(takeOver.Session);
        }

        return added;
    }

    /// <summary>Ends a take-over; false when it had ended.</summary>
    public bool Remove(TakeOver takeOver)
    {
        var removed = taken.TryRemove(KeyValuePair.Create(takeOver.Session, takeOver));
        if (removed)
        {
            Changed?.Invoke(takeOver.Session);
        }

        return removed;
    }
}
