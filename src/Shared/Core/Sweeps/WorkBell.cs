using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Rings for work that is stored, at the worker that holds the session or else at all of them. A ring that fails is no
/// failure of whoever stored it, who would store it again: <see cref="WorkRinger"/> rings for all that waits.
/// </summary>
public sealed partial class WorkBell(ILeaseStore leases, IDoorbell doorbell, ILogger<WorkBell> logger)
{
    public async Task RingAsync(SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            if (await leases.FindAsync(session, cancellationToken) is not { Worker: { } holder }
                || !await doorbell.RingAtAsync(session, holder, cancellationToken))
            {
                await doorbell.RingAsync(session, cancellationToken);
            }
        }
        catch (StoreUnavailableException failure)
        {
            LogNotRung(session, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} could not be rung for; the next sweep does")]
    private partial void LogNotRung(SessionId sessionId, Exception failure);
}
