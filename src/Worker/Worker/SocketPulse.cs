using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Worker;

/// <summary>Every half minute, a <c>pong</c> on the sockets of sessions in which an agent works here.</summary>
internal sealed partial class SocketPulse(
    ILeaseStore leases,
    IActivityLog log,
    RemoteKeepAlive sockets,
    WorkerSettings settings,
    TimeProvider time,
    ILogger<SocketPulse> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var held in await leases.ListHeldAsync(settings.Id, stoppingToken))
                {
                    if (await log.HeadAsync(held.Session, stoppingToken) is { RunningTurn: not null })
                    {
                        await sockets.BeatAsync(held.Session, stoppingToken);
                    }
                }
            }
            catch (StoreUnavailableException failure)
            {
                LogPutOff(failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sockets were not kept alive for once")]
    private partial void LogPutOff(Exception failure);
}
