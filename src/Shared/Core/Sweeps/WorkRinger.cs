using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Rings for whatever waits, in case its own doorbell was lost: turns, commands, purges that are not done.
/// </summary>
public sealed class WorkRinger(ISessionStore sessions, IDoorbell doorbell)
{
    private const int Most = 2_000;
    private const int AtOnce = 8;

    /// <summary>Rings for each session with work; returns how many.</summary>
    public async Task<int> RingAsync(CancellationToken cancellationToken)
    {
        var waiting = await sessions.ListWithWorkAsync(Most, cancellationToken);
        foreach (var some in waiting.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(session => doorbell.RingAsync(session, cancellationToken)));
        }

        return waiting.Count;
    }
}
