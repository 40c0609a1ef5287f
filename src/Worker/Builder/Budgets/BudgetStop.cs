using System.Globalization;
using TmuxBuilder.Core.Budgets;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>The budget that stops a session.</summary>
/// <param name="Limit">Millionths of a US dollar.</param>
/// <param name="Spent">Millionths of a US dollar, with what is under way.</param>
internal sealed record BudgetStop(BudgetScope Scope, long Limit, long Spent)
{
    private const decimal Dollar = 1_000_000m;

    /// <summary>For admins.</summary>
    public string Cause => $"The budget of the {Scope.Wire} is spent: {Usd(Spent)} of {Usd(Limit)}.";

    /// <summary>For the agent and whoever looks at its screen; of others' spending it says nothing.</summary>
    public string Message =>
        $"The {Scope.Wire} budget is used up, so the model is not asked. An administrator can raise it.";

    public static string Usd(long microUsd) =>
        string.Create(CultureInfo.InvariantCulture, $"${microUsd / Dollar:0.00####}");
}
