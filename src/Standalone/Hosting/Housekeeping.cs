using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>What is due by time alone, once a minute: sessions that expire, commands nobody needs any more.</summary>
internal sealed partial class Housekeeping(
    ExpireSessions expiry, ICommandStore commands, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await expiry.ExpireAsync(stoppingToken);
                await commands.SweepAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                LogPutOff(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store is unavailable; housekeeping is put off for a minute")]
    private partial void LogPutOff(Exception reason);
}
