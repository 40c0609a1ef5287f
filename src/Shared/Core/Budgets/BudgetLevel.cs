namespace TmuxBuilder.Core.Budgets;

/// <summary>How much of a budget is spent, as far as admins are told.</summary>
public enum BudgetLevel
{
    /// <summary>Four fifths.</summary>
    Near,

    /// <summary>All of it.</summary>
    Reached,
}
