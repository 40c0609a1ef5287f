using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// Driving the agent: delivery, hooks, events, the terminal, idling, checkpoints. How each is measured:
/// bench/README.md.
/// </summary>
internal static class AgentBench
{
    public static Suite Suite { get; } = new(
        "agent",
        ("delivery", DeliveryBench.RunAsync),
        ("hooks", HookBench.RunAsync),
        ("out", OutBench.RunAsync),
        ("terminal", TerminalBench.RunAsync),
        ("quiet", QuietBench.RunAsync),
        ("checkpoints", CheckpointBench.RunAsync));
}
