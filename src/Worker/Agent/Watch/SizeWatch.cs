using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Watch;

/// <summary>
/// Looks once a second whether a session takes more than it may of what the kernel does not limit here: its folder, and
/// without control groups memory and processes. One that does is killed.
/// </summary>
internal sealed partial class SizeWatch(
    SandboxLimits limits, LimitRegime regime, PaneKiller killer, TimeProvider time, ILogger<SizeWatch> logger)
{
    // A folder is measured when the disk got this much fuller, or when it was not for long.
    private const long NoticeableBytes = 32L << 20;
    private const int MostIdleRounds = 30;

    // However big a folder is, measuring it takes a twentieth of a processor at most.
    private const int RestFactor = 20;

    // What was over the limit at its start may work, or nobody could ever tidy up.
    private const long GrowthBytes = 64L << 20;
    private const int GrowthEntries = 10_000;
    private const int MostAtStart = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SessionId, Task<Measured>> measured = [];

    /// <summary>Measures what an agent finds at its start, beside it: that much it may have.</summary>
    public void Begin(TmuxAgent agent, CancellationToken cancellationToken) =>
        measured[agent.Session] = Task.Run(() => First(agent, cancellationToken), cancellationToken);

    /// <summary>Looks until it is told to stop.</summary>
    /// <param name="processOf">The process of a terminal's pane; 0 when unknown.</param>
    public async Task RunAsync(
        Func<IReadOnlyList<TmuxAgent>> agents, Func<string, int> processOf, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await LookAsync(agents(), processOf, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The worker ends; the next one looks.
        }
    }

    private async Task LookAsync(
        IReadOnlyList<TmuxAgent> agents, Func<string, int> processOf, CancellationToken cancellationToken)
    {
        foreach (var gone in measured.Keys.Except(agents.Select(agent => agent.Session)).ToList())
        {
            measured.TryRemove(gone, out _);
        }

        // All folders lie on one disk; so a look at a hundred idle sessions costs one question.
        var free = agents is [var any, ..] ? Free(any) : 0;
        foreach (var agent in agents)
        {
            var terminal = AgentRun.NameOf(agent.Session);
            try
            {
                var found = OfProcesses(processOf(terminal)) ?? await OfFolderAsync(agent, free, cancellationToken);
                if (found is { } excess)
                {
                    LogExceeded(agent.Session, excess);
                    agent.Exceeded(excess);
                    await killer.KillAsync(terminal, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is TmuxException or IOException or ObjectDisposedException)
            {
                LogBlind(exception, agent.Session);
                Begin(agent, cancellationToken);
            }
        }
    }

    private string? OfProcesses(int pane)
    {
        if (regime is LimitRegime.CgroupV2 or LimitRegime.CgroupV1 || pane == 0)
        {
            return null;
        }

        var tree = ProcessTree.Of(pane);
        return tree.Count > limits.Processes ? $"It ran more than {limits.Processes} processes."
            : ProcessMemory.Of(tree) > limits.MemoryBytes ? $"It took more than {limits.MemoryBytes} bytes of memory."
            : null;
    }

    private async Task<string?> OfFolderAsync(
        TmuxAgent agent, long free, CancellationToken cancellationToken)
    {
        if (!measured.TryGetValue(agent.Session, out var first) || !first.IsCompleted)
        {
            return null;
        }

        var known = await first;
        known.Rounds++;
        var isDue = known.Free - free > NoticeableBytes || (agent.IsActive && known.Rounds >= MostIdleRounds);
        if (!isDue || time.GetElapsedTime(known.At) < known.Took * RestFactor)
        {
            return null;
        }

        var began = time.GetTimestamp();
        var size = agent.Folder.Measure(known.MostEntries, cancellationToken);
        known.Note(free, time.GetTimestamp(), time.GetElapsedTime(began));
        return size.Bytes > known.MostBytes ? $"Its folder took more than {known.MostBytes} bytes."
            : !size.IsWhole ? $"Its folder held more than {known.MostEntries} files, or too deeply nested ones."
            : null;
    }

    private Measured First(TmuxAgent agent, CancellationToken cancellationToken)
    {
        var free = Free(agent);
        var began = time.GetTimestamp();
        var size = agent.Folder.Measure(limits.FolderEntries * MostAtStart, cancellationToken);
        var first = new Measured(
            Math.Max(limits.FolderBytes, size.Bytes + GrowthBytes),
            Math.Max(limits.FolderEntries, size.Entries + GrowthEntries));
        first.Note(free, time.GetTimestamp(), time.GetElapsedTime(began));
        return first;
    }

    private static long Free(TmuxAgent agent)
    {
        try
        {
            return new DriveInfo(agent.Place).AvailableFreeSpace;
        }
        catch (IOException)
        {
            // The folder is gone, which its agent is told.
            return 0;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: its agent took too much and is killed. {Excess}")]
    private partial void LogExceeded(SessionId sessionId, string excess);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: what its agent takes could not be measured")]
    private partial void LogBlind(Exception exception, SessionId sessionId);

    private sealed class Measured(long mostBytes, int mostEntries)
    {
        public long MostBytes => mostBytes;

        public int MostEntries => mostEntries;

        public long Free { get; private set; }

        public long At { get; private set; }

        public TimeSpan Took { get; private set; }

        public int Rounds { get; set; }

        public void Note(long free, long at, TimeSpan took) => (Free, At, Took, Rounds) = (free, at, took, 0);
    }
}
