using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sweeper.Function;

/// <summary>One sweep, counted in one line. One that comes twice changes nothing.</summary>
internal sealed partial class ScheduledSweep(
    Core.Sweeps.Sweeper sweeper,
    RemoteKeepAlive sockets,
    FleetWatch fleet,
    SweepMetrics metrics,
    TimeProvider time,
    ILogger<ScheduledSweep> logger)
{
    public async Task RunAsync(ScheduledEvent due, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var did = await sweeper.SweepAsync(cancellationToken);
        var (reached, gone, failed) = await KeepAliveAsync(due.Time ?? time.GetUtcNow(), cancellationToken);
        metrics.Write(did, failed.Count, await LookAsync(cancellationToken));
        LogSwept(
            did.Rung,
            did.WorkersLost,
            did.SessionsStranded,
            did.WorkersForgotten,
            did.SessionsBegun,
            did.SessionsTakenBack,
            did.SessionsExpired,
            did.RequestsExpired,
            did.UploadsExpired,
            did.CommandsRemoved,
            did.SitesReached,
            did.Leftovers.Publishes,
            did.Leftovers.Buckets,
            did.Leftovers.Distributions,
            did.Leftovers.Users,
            reached,
            gone,
            string.Join(' ', [.. did.Failed, .. failed]),
            (long)time.GetElapsedTime(begun).TotalMilliseconds);
    }

    /// <summary>The schedule's own minute decides whose turn it is, however late it comes.</summary>
    private async Task<(int Reached, int Gone, IReadOnlyList<string> Failed)> KeepAliveAsync(
        DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            var (reached, gone) = await sockets.SendAsync(at, cancellationToken);
            return (reached, gone, []);
        }
#pragma warning disable CA1031 // Whatever it was, the next minute tries again, and this one is told of.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotKept(failure);
            return (0, 0, ["sockets"]);
        }
    }

    /// <summary>How the fleet stands; nothing when the store does not say.</summary>
    private async Task<FleetSigns?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await fleet.ReadAsync(cancellationToken);
        }
#pragma warning disable CA1031 // What is not seen now is seen the next minute, and the sweep itself was made.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotSeen(failure);
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Swept: {Rung} rung, {WorkersLost} workers lost with {SessionsStranded} sessions, {WorkersForgotten} "
        + "forgotten, {SessionsBegun} half-created sessions begun, {SessionsTakenBack} taken back, "
        + "{SessionsExpired} sessions expired, {RequestsExpired} requests, {UploadsExpired} uploads, "
        + "{CommandsRemoved} commands removed, {SitesReached} sites reached, to be settled: {StuckPublishes} "
        + "publishes, {OrphanBuckets} buckets, {OrphanDistributions} distributions, {OrphanUsers} users; "
        + "{SocketsKept} sockets kept, {SocketsGone} gone, failed: '{Failed}', {Elapsed} ms")]
    private partial void LogSwept(
        int rung,
        int workersLost,
        int sessionsStranded,
        int workersForgotten,
        int sessionsBegun,
        int sessionsTakenBack,
        int sessionsExpired,
        int requestsExpired,
        int uploadsExpired,
        int commandsRemoved,
        int sitesReached,
        int stuckPublishes,
        int orphanBuckets,
        int orphanDistributions,
        int orphanUsers,
        int socketsKept,
        int socketsGone,
        string failed,
        long elapsed);

    [LoggerMessage(LogLevel.Error, "Sockets could not be kept alive")]
    private partial void LogNotKept(Exception failure);

    [LoggerMessage(LogLevel.Error, "How the fleet stands could not be seen")]
    private partial void LogNotSeen(Exception failure);
}
