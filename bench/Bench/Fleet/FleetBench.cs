using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Fleet;

/// <summary>Many workers. How each is measured: bench/README.md.</summary>
internal static class FleetBench
{
    public static Suite Suite { get; } = new(
        "fleet",
        ("losses", LossBench.RunAsync),
        ("small", SimulationBench.SmallAsync),
        ("large", SimulationBench.LargeAsync));
}
