using Microsoft.Extensions.Hosting;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>What is due by time alone, once a minute, as the cloud's schedule has it done.</summary>
internal sealed class Housekeeping(Sweeper sweeper, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await sweeper.SweepAsync(stoppingToken);
        }
    }
}
