using System.Diagnostics;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Fleet.Runs;

namespace TmuxBuilder.Bench.Fleet;

/// <summary>Fleets in virtual time (docs/simulation.md).</summary>
internal static class SimulationBench
{
    private const int SmallRuns = 200;

    public static Task SmallAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        FleetRun.Make(FleetOptions.Small(0));
        var times = new List<double>();
        for (var seed = 1; seed <= SmallRuns; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            times.Add(Time(FleetOptions.Small(seed)));
        }

        times.Sort();
        report.Add("5 workers, 40 sessions, 10 minutes: half of runs within", "s", times[SmallRuns / 2], target: 0.25);
        report.Add("5 workers, 40 sessions, 10 minutes: slowest run", "s", times[^1], target: 0.25);
        return Task.CompletedTask;
    }

    public static Task LargeAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        report.Add("100 workers, 10,000 sessions, an hour", "s", Time(FleetOptions.Large(1)), target: 60);
        return Task.CompletedTask;
    }

    private static double Time(FleetOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        var result = FleetRun.Make(options);
        return result.Broken.Count == 0
            ? Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new InvalidOperationException($"A run is not whole: {result}");
    }
}
