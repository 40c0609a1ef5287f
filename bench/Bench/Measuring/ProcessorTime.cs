using System.Globalization;

namespace TmuxBuilder.Bench.Measuring;

/// <summary>
/// The processor time of processes as the scheduler counts it, in nanoseconds. The times in <c>/proc/PID/stat</c> are
/// sampled at clock ticks on many kernels: whoever wakes by timers runs just then, and is charged a whole tick for a
/// moment.
/// </summary>
internal static class ProcessorTime
{
    // Often enough that of a thread which ends little is missed.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>What these processes use within <paramref name="watch"/>, all their threads together.</summary>
    public static async Task<TimeSpan> UsedAsync(
        IReadOnlyList<int> processes, TimeSpan watch, CancellationToken cancellationToken)
    {
        var (used, before) = (0L, Read(processes));
        for (var watched = TimeSpan.Zero; watched < watch; watched += Look)
        {
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
            var now = Read(processes);
            used += now.Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key));
            before = now;
        }

        return TimeSpan.FromTicks(used / TimeSpan.NanosecondsPerTick);
    }

    /// <summary>What a process has used until now, the threads it still has together.</summary>
    public static TimeSpan Total(int process) =>
        TimeSpan.FromTicks(Read([process]).Values.Sum() / TimeSpan.NanosecondsPerTick);

    private static Dictionary<string, long> Read(IReadOnlyList<int> processes)
    {
        var threads = new Dictionary<string, long>();
        foreach (var thread in processes.SelectMany(process => Directory.EnumerateDirectories($"/proc/{process}/task")))
        {
            try
            {
                // The first field of schedstat: nanoseconds on a processor.
                threads[thread] = long.Parse(
                    File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return threads;
    }
}
