using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Status;

/// <summary>
/// The state store answers, and takes what is written: a full disk and a lock of somebody else's leave reads as they
/// were. Anybody may ask, so what was found is believed for a moment.
/// </summary>
internal sealed class StoreReadiness(ISessionStore sessions, IAnswerStore answers, TimeProvider time) : IReadinessCheck
{
    private const string Probe = "readiness";

    private static readonly SessionId Nobody = SessionId.Parse(new string('0', SessionId.Length));
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    private Finding? last;

    public string Name => "store";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref last) is { } found && time.GetElapsedTime(found.At) < Believed)
        {
            return found.IsReady;
        }

        try
        {
            await sessions.FindAsync(Nobody, cancellationToken);
            await answers.BeginAsync(Probe, Probe, cancellationToken);
            await answers.AbandonAsync(Probe, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            Remember(isReady: false);
            throw;
        }

        Remember(isReady: true);
        return true;
    }

    private void Remember(bool isReady) => Volatile.Write(ref last, new Finding(time.GetTimestamp(), isReady));

    private sealed record Finding(long At, bool IsReady);
}
