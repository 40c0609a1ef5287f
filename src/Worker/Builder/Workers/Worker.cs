using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Budgets;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Workers;

/// <summary>
/// Finds sessions that have work (by doorbell, and by looking) and gives each one owner. On a stop it takes nothing
/// more. On a machine that stays it lets what is in hand be stored, and leaves the agents running in their panes for
/// the next process to adopt; in a fleet it gives its sessions to the other workers.
/// </summary>
internal sealed partial class Worker(
    RunnerParts parts,
    RunnerDirectory runners,
    Heart heart,
    BudgetWatch budgets,
    RefusedKeys keys,
    IDoorbell doorbell,
    ILogger<Worker> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Task, byte> running = new();
    private readonly CancellationTokenSource abandon = new(Timeout.InfiniteTimeSpan, parts.Time);
    private readonly CancellationTokenSource ending = new();
    private volatile bool down;
    private volatile bool lookAgain;

    /// <summary>Stops without a drain, as if the process had died; the agents go on.</summary>
    internal async Task AbandonAsync(CancellationToken cancellationToken)
    {
        abandon.Cancel();
        await StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        abandon.Dispose();
        ending.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkAsync(stoppingToken);

    /// <summary>Works until the stop, and through what comes then.</summary>
    internal async Task WorkAsync(CancellationToken stoppingToken)
    {
        LogStarted(parts.Options.Worker.Value, parts.Options.Capacity);
        parts.Instruments.ObserveWorker(
            parts.Options.Capacity, () => parts.Slots.Used, () => parts.Slots.Waiting, () => runners.Count);
        // Whoever starts the worker does not wait for the disk.
        await Task.Yield();
        EmptyTemporary();
        var lives = Task.WhenAll(
            KeepAsync(token => heart.BeatAsync(StandDown, Return, LookAtLine, token), ending.Token),
            KeepAsync(
                token => ListenAsync(doorbell.ListenAtAsync(parts.Options.Worker, token), token), ending.Token),
            KeepAsync(budgets.RunAsync, ending.Token),
            KeepAsync(keys.RunAsync, ending.Token));
        var takes = Task.WhenAll(
            KeepAsync(token => ListenAsync(doorbell.ListenAsync(token), token), stoppingToken),
            KeepAsync(SweepAsync, stoppingToken),
            KeepAsync(TakeOverAsync, stoppingToken));
        await takes.EndAsync();

        abandon.CancelAfter(parts.Options.Drain);
        if (parts.Options.HandOverAfter is { } grace)
        {
            await LeaveAsync(new RunnerEvent.Leaving(parts.Time.GetUtcNow() + grace));
        }

        ending.Cancel();
        await AllEndedAsync();
        await lives.EndAsync();
        if (parts.Options.HandOverAfter is not null && !abandon.IsCancellationRequested)
        {
            await SignOffAsync();
        }

        LogStopped(parts.Options.Worker.Value);
    }

    private void EmptyTemporary()
    {
        try
        {
            TemporaryFolder.Empty(parts.Options.DataFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogTemporaryLeft(failure);
        }
    }

    /// <summary>Keeps a loop going: a failure of the store must not end the worker.</summary>
    private async Task KeepAsync(Func<CancellationToken, Task> loop, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await loop(cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogLoopFailed(failure);
            }

            await Task.Delay(AfterFailure, parts.Time, cancellationToken);
        }
    }

    private async Task ListenAsync(IAsyncEnumerable<SessionId> rings, CancellationToken cancellationToken)
    {
        await foreach (var session in rings)
        {
            if (leaving is not null && runners.Find(session) is null)
            {
                await doorbell.RingAsync(session, cancellationToken);
            }
            else
            {
                Note(session, rung: true);
            }
        }
    }

    private void Note(SessionId session, bool rung = false)
    {
        while (!down && !ending.IsCancellationRequested)
        {
            if (runners.Find(session) is not { } runner)
            {
                if (leaving is not null)
                {
                    return;
                }

                runner = new SessionRunner(session, parts);
                if (!runners.TryAdd(runner))
                {
                    _ = runner.DisposeAsync().AsTask();
                    continue;
                }

                Run(runner);
                if (leaving is { } told)
                {
                    // It came in just before.
                    runner.Post(told);
                }

                StandBeside(runner);
            }

            if (runner.Note(rung))
            {
                return;
            }

            runners.Remove(runner);
        }
    }

    private void Run(SessionRunner runner)
    {
        var task = RunAsync(runner);
        running.TryAdd(task, 0);
        _ = ForgetAsync(task);
    }

    private async Task ForgetAsync(Task task)
    {
        await task.EndAsync();
        running.TryRemove(task, out _);
    }

    private async Task RunAsync(SessionRunner runner)
    {
        // Whoever noted the session has others to note.
        await Task.Yield();
        try
        {
            await runner.RunAsync(ending.Token, abandon.Token);
        }
        catch (Exception failure) when (!ending.IsCancellationRequested)
        {
            LogRunnerFailed(runner.Session, failure);
        }
        catch (OperationCanceledException)
        {
            // The stop came in the middle; the next process finds what was stored.
        }
        finally
        {
            runners.Remove(runner);
            await runner.DisposeAsync();
        }
    }

    /// <summary>Stands one down, or up again, that came in while the others were told.</summary>
    private void StandBeside(SessionRunner runner)
    {
        if (down)
        {
            runner.StandDown();
            if (!down)
            {
                runner.StandUp();
            }
        }
    }

    private void StandDown()
    {
        down = true;
        foreach (var runner in runners.All)
        {
            runner.StandDown();
        }
    }

    private void Return()
    {
        (down, lookAgain) = (false, true);
        parts.Lost.Wake();
        foreach (var runner in runners.All)
        {
            runner.StandUp();
        }
    }

    [LoggerMessage(LogLevel.Information, "Worker {WorkerId} is at work; at most {Capacity} agents at once")]
    private partial void LogStarted(string workerId, int capacity);

    [LoggerMessage(LogLevel.Information, "Worker {WorkerId} has stopped; agents it holds go on in their panes")]
    private partial void LogStopped(string workerId);

    [LoggerMessage(
        LogLevel.Warning, "What a process before this one left in the temporary folder could not be removed")]
    private partial void LogTemporaryLeft(Exception failure);

    [LoggerMessage(LogLevel.Error, "A loop of the worker failed and is begun again")]
    private partial void LogLoopFailed(Exception failure);

    [LoggerMessage(
        LogLevel.Error, "The owner of session {SessionId} failed; it is looked for again with the next sweep")]
    private partial void LogRunnerFailed(SessionId sessionId, Exception failure);
}
