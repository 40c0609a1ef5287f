using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Workers;

/// <summary>Shows others that this worker lives, and notices when it can no longer show it.</summary>
internal sealed partial class Heart(
    BuilderOptions options,
    ILeaseStore leases,
    LostWorkers lost,
    WorkSlots slots,
    TimeProvider time,
    ILogger<Heart> logger)
{
    private static readonly WorkerMachine Here = new(
        typeof(Heart).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20),
        Environment.ProcessorCount);

    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private WorkerPlaces? told;
    private volatile bool leaving;

    /// <summary>Registers the worker; its counter goes on from where it was.</summary>
    /// <param name="leaves">Whether it takes no more; one that leaves does so to its end.</param>
    public Task RegisterAsync(bool leaves, CancellationToken cancellationToken)
    {
        leaving |= leaves;
        return leases.RegisterAsync(
            new WorkerRecord(options.Worker, 0, options.Capacity, leaving, startedAt) { Machine = Here },
            cancellationToken);
    }

    /// <summary>
    /// Beats until cancelled. <paramref name="stoodDown"/> is called, once, as soon as nothing has succeeded for
    /// <see cref="BuilderOptions.StandDownAfter"/>, and <paramref name="back"/> with the first beat after that;
    /// <paramref name="seen"/> after each beat: then it is known how the others stand.
    /// </summary>
    public async Task BeatAsync(Action stoodDown, Action back, Action seen, CancellationToken cancellationToken)
    {
        using var silence = new Silence(
            options.StandDownAfter,
            time,
            () =>
            {
                LogStoodDown(options.StandDownAfter);
                stoodDown();
            });
        using var timer = new PeriodicTimer(options.Heartbeat, time);
        do
        {
            // Before it is seen again: a process that stood still did not notice how long, and others may have noticed.
            silence.Look();
            var began = time.GetTimestamp();
            if (await TryBeatAsync(cancellationToken))
            {
                if (silence.Break(began))
                {
                    LogBack();
                    back();
                }

                seen();
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>
    /// Looks first: a worker that gets no answers must not go on to look alive to others, for it stands down.
    /// </summary>
    private async Task<bool> TryBeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var enough = new CancellationTokenSource(options.Heartbeat, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
            await lost.LookAsync(limit.Token);
            if (await leases.HeartbeatAsync(options.Worker, limit.Token) is null)
            {
                await RegisterAsync(leaves: false, limit.Token);
                told = null;
            }

            await TellPlacesAsync(limit.Token);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogMissed(failure);
            return false;
        }
    }

    /// <summary>Tells the others of this worker's places, when that is news.</summary>
    private async Task TellPlacesAsync(CancellationToken cancellationToken)
    {
        var now = slots.Look();
        if (now != told)
        {
            await leases.AdvertiseAsync(options.Worker, now, cancellationToken);
            told = now;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A heartbeat failed")]
    private partial void LogMissed(Exception failure);

    [LoggerMessage(
        LogLevel.Error, "No heartbeat for {Silence}: agents are stopped, because others may take their sessions")]
    private partial void LogStoodDown(TimeSpan silence);

    [LoggerMessage(LogLevel.Warning, "Heartbeats succeed again; work goes on")]
    private partial void LogBack();
}
