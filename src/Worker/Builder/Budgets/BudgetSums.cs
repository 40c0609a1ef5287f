using TmuxBuilder.Core.Budgets;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>Limits and sums as the store has them.</summary>
/// <param name="Month">The month that client's and platform's are of.</param>
internal sealed record BudgetSums(
    DateOnly Month, IReadOnlyDictionary<BudgetKey, long> Limits, IReadOnlyDictionary<BudgetKey, long> Spent)
{
    public long LimitOf(BudgetKey key) =>
        Limits.TryGetValue(key, out var own) ? own
        : Limits.TryGetValue(BudgetKey.Default(key.Scope), out var usual) ? usual
        : key.Scope.StandardMicroUsd;
}
