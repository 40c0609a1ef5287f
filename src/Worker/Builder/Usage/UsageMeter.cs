using System.Collections.Concurrent;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Budgets;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Usage;

/// <summary>
/// Charges every call of the model to its session, and to the turn that ran when it began: whole answers, cut ones with
/// what came of them, titles and helpers' calls alike. It only hands them over, so the proxy never waits.
/// </summary>
/// <remarks>
/// Stored within moments, and all of it before a stop that is let finish. A process that is killed loses at most the
/// calls that were still open and those whose write had not begun.
/// </remarks>
internal sealed class UsageMeter(
    RunnerDirectory runners,
    UsageQueue queue,
    BudgetBook budgets,
    ModelPrices prices,
    Instruments instruments,
    TimeProvider time)
    : IModelObserver
{
    private const int LongestName = 64;

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
        var amount = BudgetGate.PriceOf(prices, end.Model, end.Usage);
        var charge = budgets.End(call, amount.CostMicroUsd);
        instruments.ModelCalled(IsAnswered(end), amount);
        if (end.Usage == ModelUsage.None)
        {
            return;
        }

        var record = new UsageRecord(
            // The model's own id, which comes from upstream alone; the number is for an answer without one.
            end.MessageId ?? $"{process}-{call}",
            session,
            // Just after a restart the owner may learn of the turn it took over only after the call began.
            turn ?? RunningIn(session),
            Client: "",
            time.GetUtcNow(),
            amount,
            NameOf(end.Model));
        queue.Add(record, charge);
    }

    private static bool IsAnswered(ModelCallEnd end) => end is { IsWhole: true, Status: 200, ErrorType: null };

    /// <summary>A model's name as it may be part of a key.</summary>
    private static string NameOf(string? model) =>
        string.Concat((model ?? "")
            .Where(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '_').Take(LongestName));

    private TurnId? RunningIn(SessionId session) => runners.Find(session)?.Turn?.Id;
}
