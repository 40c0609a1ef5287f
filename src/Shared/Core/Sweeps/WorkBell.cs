using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Rings for work that is stored, at the worker that holds the session or else at all of them. A ring that fails is no
/// failure of whoever stored it, who would store it again: <see cref="WorkRinger"/> rings for all that waits.
/// </summary>
public sealed partial class WorkBell(
    ILeaseStore leases, IDoorbell doorbell, Instruments instruments, ILogger<WorkBell> logger)
{
    public async Task RingAsync(SessionId session, CancellationToken cancellationToken)
    {
        using var span = Traces.Source.StartActivity(Traces.Ring, ActivityKind.Producer);
        try
        {
            var heard = await leases.FindAsync(session, cancellationToken) is { Worker: { } holder }
                && await doorbell.RingAtAsync(session, holder, cancellationToken);
            if (!heard)
            {
                await doorbell.RingAsync(session, cancellationToken);
            }

            instruments.Rung(heard);
        }
        catch (StoreUnavailableException failure)
        {
            LogNotRung(session, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} could not be rung for; the next sweep does")]
    private partial void LogNotRung(SessionId sessionId, Exception failure);
}
