using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Admission;

/// <summary>Has no new work taken while the machine is short of memory, processors or disk.</summary>
internal sealed partial class AdmissionWatch(
    BuilderOptions options, WorkSlots slots, IMachineLoad machine, TimeProvider time, ILogger<AdmissionWatch> logger)
    : BackgroundService
{
    private Admittance last = Admittance.Open;

    /// <summary>Looks once.</summary>
    internal Admittance Look()
    {
        var load = machine.Read();
        var now = AdmissionRules.Judge(load, options.Admission.Limits);
        if (now != last)
        {
            LogChanged(now, load.AvailableBytes, load.MemoryStalled, load.PerProcessor, load.DiskBytes);
            last = now;
        }

        slots.Admit(now);
        return now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Admission.Look, time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(
        LogLevel.Warning,
        "New work: {Admittance}, with {Available} bytes available, {Stalled} of the time stalled for memory, "
        + "{Load} tasks a processor and {Disk} bytes of disk free")]
    private partial void LogChanged(
        Admittance admittance, long? available, double? stalled, double? load, long? disk);
}
