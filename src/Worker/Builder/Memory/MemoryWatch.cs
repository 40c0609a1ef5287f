using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Memory;

/// <summary>
/// Has agents without work end while the machine is short of memory, the one that has been without it longest first;
/// their sessions wake on the next message.
/// </summary>
internal sealed partial class MemoryWatch(
    BuilderOptions options,
    RunnerDirectory runners,
    IMachineMemory memory,
    TimeProvider time,
    ILogger<MemoryWatch> logger)
    : BackgroundService
{
    /// <summary>About what an agent without work holds, by which is told how many must end.</summary>
    private const long AgentBytes = 400L << 20;

    /// <summary>Looks once; returns how many agents were told to end.</summary>
    internal int Look()
    {
        var resting = runners.All
            .Select(runner => (Runner: runner, Since: runner.RestsSince))
            .Where(rest => rest.Since is not null)
            .OrderBy(rest => rest.Since)
            .Select(rest => rest.Runner)
            .ToList();
        if (resting.Count == 0 || memory.Available() is not { } available || available >= options.Memory.Reserve)
        {
            return 0;
        }

        var ending = resting.Take((int)Math.Min(resting.Count, 1 + ((options.Memory.Reserve - available) / AgentBytes)))
            .ToList();
        foreach (var runner in ending)
        {
            LogShort(runner.Session, available);
            runner.Post(new RunnerEvent.MemoryShort());
        }

        return ending.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Memory.Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Memory is short ({Available} bytes): session {SessionId}, the longest without work, hibernates")]
    private partial void LogShort(SessionId sessionId, long available);
}
