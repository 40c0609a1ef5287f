using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>Lets calls of the model up while every budget they count for has something left.</summary>
internal sealed partial class BudgetGate(
    Budgets budgets, BudgetBook book, RunnerDirectory runners, ModelPrices prices, ILogger<BudgetGate> logger)
    : IModelGate
{
    private const int TooManyRequests = 429;
    private const int Overloaded = 529;

    public ValueTask<ModelRefusal?> AdmitAsync(SessionId session, long call, CancellationToken cancellationToken)
    {
        var ready = budgets.EnsureAsync(session, runners.Find(session)?.Turn?.Id, cancellationToken);
        return ready.IsCompletedSuccessfully
            ? ValueTask.FromResult(Refusal(book.Admit(session, call)))
            : AdmitLaterAsync(ready, session, call, cancellationToken);
    }

    public ModelRefusal? Used(SessionId session, long call, string? model, ModelUsage soFar) =>
        Refusal(book.Used(call, PriceOf(prices, model, soFar).CostMicroUsd));

    public static UsageTotals PriceOf(ModelPrices prices, string? model, ModelUsage used) =>
        prices.Charge(model, used.Input, used.Output, used.CacheRead, used.CacheWrite, used.HourCacheWrite);

    private async ValueTask<ModelRefusal?> AdmitLaterAsync(
        ValueTask ready, SessionId session, long call, CancellationToken cancellationToken)
    {
        try
        {
            await ready;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Without knowing what may be spent nothing is: the agent's own retries ask again.
            LogUnknown(session, failure);
            return new ModelRefusal(Overloaded, "overloaded_error", "What may be spent cannot be read now.", true);
        }

        return Refusal(book.Admit(session, call));
    }

    private static ModelRefusal? Refusal(BudgetStop? stop) => stop is null
        ? null
        : new ModelRefusal(TooManyRequests, "rate_limit_error", stop.Message, MayRetry: false);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: a call of its model waits, as its budgets cannot be read")]
    private partial void LogUnknown(SessionId sessionId, Exception failure);
}
