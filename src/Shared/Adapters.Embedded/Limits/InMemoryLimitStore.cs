using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Limits;

/// <summary>
/// Counters in memory, where every message is counted without a write of its own; a window begins with its first use.
/// One process is all there is, and a restart, which only the operator can bring about, may begin them anew.
/// </summary>
internal sealed class InMemoryLimitStore(TimeProvider time) : ILimitStore
{
    private const int FirstSweep = 1_000;

    private readonly Dictionary<(string Key, TimeSpan Window), Uses> counted = [];
    private readonly Lock sync = new();
    private int sweepAt = FirstSweep;

    public Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (sync)
        {
            return Task.FromResult(TakeLocked(key, limit, window));
        }
    }

    public Task<TimeSpan?> LookAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        lock (sync)
        {
            return Task.FromResult(FindLocked(key, window, now).Wait(limit, now));
        }
    }

    private TimeSpan? TakeLocked(string key, int limit, TimeSpan window)
    {
        var now = time.GetUtcNow();
        SweepLocked(now);
        var uses = FindLocked(key, window, now);
        if (uses.Wait(limit, now) is { } wait)
        {
            return wait;
        }

        counted[(key, window)] = uses with { Count = uses.Count + 1 };
        return null;
    }

    private Uses FindLocked(string key, TimeSpan window, DateTimeOffset now) =>
        counted.TryGetValue((key, window), out var uses) && uses.Ends > now ? uses : new Uses(now + window, 0);

    /// <summary>Forgets windows that are over, each time there are twice as many as the last time left.</summary>
    private void SweepLocked(DateTimeOffset now)
    {
        if (counted.Count < sweepAt)
        {
            return;
        }

        foreach (var (key, uses) in counted)
        {
            if (uses.Ends <= now)
            {
                counted.Remove(key);
            }
        }

        sweepAt = Math.Max(FirstSweep, counted.Count * 2);
    }

    private readonly record struct Uses(DateTimeOffset Ends, int Count)
    {
        public TimeSpan? Wait(int limit, DateTimeOffset now) => Count >= limit ? Ends - now : null;
    }
}
