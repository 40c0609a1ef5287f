using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Doorbells;

/// <summary>
/// Rings at start for everything that was pending when the last process ended: its rings died with it.
/// </summary>
public sealed class DoorbellRebuild(ISessionStore sessions, IDoorbell doorbell)
{
    private const int MaxSessions = 100_000;

    /// <summary>Rings once for every session with work; returns how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var pending = await sessions.ListWithWorkAsync(MaxSessions, cancellationToken);
        foreach (var session in pending)
        {
            await doorbell.RingAsync(session, cancellationToken);
        }

        return pending.Count;
    }
}
