using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Does once what is due by time alone. Every step may be repeated, and none keeps another from being made: what fails
/// is made again with the next sweep.
/// </summary>
public sealed partial class Sweeper(
    WorkRinger ringer,
    WorkerWatch workers,
    FinishCreations creations,
    ExpireSessions sessions,
    ExpireRequests requests,
    ExpireUploads uploads,
    ICommandStore commands,
    PropagationWatch sites,
    LeftoverWatch leftovers,
    Instruments instruments,
    TimeProvider time,
    ILogger<Sweeper> logger)
{
    public async Task<SweepReport> SweepAsync(CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        var rung = await TryAsync("work", ringer.RingAsync);
        var (lost, stranded, forgotten) = await TryAsync("workers", workers.LookAsync);
        var (begun, takenBack) = await TryAsync("creations", creations.LookAsync);
        var did = new SweepReport
        {
            Rung = rung,
            WorkersLost = lost,
            SessionsStranded = stranded,
            WorkersForgotten = forgotten,
            SessionsBegun = begun,
            SessionsTakenBack = takenBack,
            SessionsExpired = await TryAsync("sessions", sessions.ExpireAsync),
            RequestsExpired = await TryAsync("requests", requests.ExpireAsync),
            UploadsExpired = await TryAsync("uploads", uploads.ExpireAsync),
            CommandsRemoved = await TryAsync("commands", token => commands.SweepAsync(time.GetUtcNow(), token)),
            SitesReached = await TryAsync("sites", sites.LookAsync),
            Leftovers = await TryAsync("leftovers", leftovers.LookAsync),
            Failed = failed,
        };
        instruments.Swept(did);
        return did;

        async Task<T> TryAsync<T>(string step, Func<CancellationToken, Task<T>> work)
            where T : struct
        {
            try
            {
                return await work(cancellationToken);
            }
#pragma warning disable CA1031 // Whatever one step met, the others are due too.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(step, failure);
                failed.Add(step);
                return default;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The sweep's step {Step} failed; it is made again with the next")]
    private partial void LogFailed(string step, Exception failure);
}
