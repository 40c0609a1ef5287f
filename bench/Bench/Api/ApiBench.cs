using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>The control plane on one machine: start, chat, history, lists, events, idling.</summary>
internal static class ApiBench
{
    public static Suite Suite { get; } = new(
        "api",
        ("start", StartBench.RunAsync),
        ("chat", ChatBench.RunAsync),
        ("reads", ReadBench.RunAsync),
        ("events", EventBench.RunAsync),
        ("idle", IdleBench.RunAsync));
}
