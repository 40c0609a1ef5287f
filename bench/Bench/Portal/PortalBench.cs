using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Portal;

/// <summary>The client's dashboard in a browser. How each is measured: bench/README.md.</summary>
internal static class PortalBench
{
    public static Suite Suite { get; } = new(
        "portal",
        ("load", LoadBench.RunAsync),
        ("scroll", ScrollBench.RunAsync),
        ("events", ScreenBench.RunAsync));
}
