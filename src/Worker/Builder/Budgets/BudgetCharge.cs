namespace TmuxBuilder.Builder.Budgets;

/// <summary>What a call that ended cost, until it is stored.</summary>
internal sealed record BudgetCharge(IReadOnlyList<BudgetLine> Lines, long Amount);
