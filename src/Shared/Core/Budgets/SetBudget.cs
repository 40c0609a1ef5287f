using System.Globalization;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Budgets;

/// <summary>Sets what may be spent, and has what waited for it go on.</summary>
public sealed class SetBudget(IBudgetStore budgets, WorkBell bell, AuditTrail audit)
{
    private const decimal Dollar = 1_000_000m;

    /// <summary>
    /// Sets a budget, or takes it away (<see langword="null"/>). A session is rung for at once; of a client's, workers
    /// learn with their next look.
    /// </summary>
    public async Task SetAsync(BudgetKey key, long? limit, By by, CancellationToken cancellationToken)
    {
        await budgets.SetAsync(key, limit, cancellationToken);
        await audit.RecordAsync(
            by,
            "budget.set",
            key.Session?.Short ?? (key.Subject.Length > 0 ? key.Subject : key.Scope.Wire),
            ("scope", key.Scope.Wire),
            ("limit_usd", limit is { } amount
                ? (amount / Dollar).ToString("0.######", CultureInfo.InvariantCulture)
                : "default"));
        if (key.Session is { } session)
        {
            await bell.RingAsync(session, cancellationToken);
        }
    }
}
