using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>What is due by time alone, once a minute, as the cloud's schedule has it done.</summary>
internal sealed partial class Housekeeping(Sweeper sweeper, TimeProvider time, ILogger<Housekeeping> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var did = await sweeper.SweepAsync(stoppingToken);
            if (did.Mended > 0)
            {
                LogSwept(did);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Swept: {Report}")]
    private partial void LogSwept(SweepReport report);
}
