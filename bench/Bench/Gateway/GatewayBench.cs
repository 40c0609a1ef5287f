using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Gateway;

/// <summary>
/// What the way through the gateway adds to a call of the model, and the sandbox to an agent. How: bench/README.md.
/// </summary>
internal static class GatewayBench
{
    public static Suite Suite { get; } = new(
        "gateway",
        ("first-byte", FirstByteBench.RunAsync),
        ("streams", StreamBench.RunAsync),
        ("sandbox", SandboxBench.RunAsync));
}
