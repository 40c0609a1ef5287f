using System.Collections.Concurrent;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Usage;

/// <summary>
/// Charges every call of the model to its session, and to the turn that ran when it began: whole answers, cut ones with
/// what they had reported by then, titles and helpers' calls alike. It only hands them over, so the proxy never waits.
/// </summary>
/// <remarks>
/// Stored within moments, and all of it before a stop that is let finish. A process that is killed loses at most the
/// calls that were still open and those whose write had not begun.
/// </remarks>
internal sealed class UsageMeter(RunnerDirectory runners, UsageQueue queue, ModelPrices prices, TimeProvider time)
    : IModelObserver
{
    private readonly string process = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<long, TurnId?> begun = new();

    public void Began(SessionId session, long call, ModelCallKind kind) => begun[call] = RunningIn(session);

    public void Progressed(SessionId session, long call)
    {
        // Only what an answer reported when it ended, or was cut, counts.
    }

    public void Ended(SessionId session, long call, ModelCallEnd end)
    {
        begun.TryRemove(call, out var turn);
        var used = end.Usage;
        if (used == ModelUsage.None)
        {
            return;
        }

        queue.Add(new UsageRecord(
            // The model's own id, which comes from upstream alone; the number is for an answer without one.
            end.MessageId ?? $"{process}-{call}",
            session,
            // Just after a restart the owner may learn of the turn it took over only after the call began.
            turn ?? RunningIn(session),
            Client: "",
            time.GetUtcNow(),
            prices.Charge(end.Model, used.Input, used.Output, used.CacheRead, used.CacheWrite, used.HourCacheWrite)));
    }

    private TurnId? RunningIn(SessionId session) => runners.Find(session)?.Turn?.Id;
}
