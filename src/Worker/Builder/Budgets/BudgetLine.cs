using TmuxBuilder.Core.Budgets;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>One budget and what is spent of it, as this worker knows. Amounts are millionths of a US dollar.</summary>
internal sealed class BudgetLine(BudgetKey key)
{
    public BudgetKey Key => key;

    public long Limit { get; set; }

    /// <summary>The month the sums are of; <see langword="null"/> for a budget that has none.</summary>
    public DateOnly? Month { get; set; }

    /// <summary>What the store says, with what this worker has stored since.</summary>
    public long Stored { get; set; }

    /// <summary>What came to <see cref="Stored"/> since the store was last asked.</summary>
    public long Arrived { get; set; }

    /// <summary>What calls that ended cost and the store may not have yet.</summary>
    public long Pending { get; set; }

    /// <summary>What calls under way have cost so far, or are thought to.</summary>
    public long Live { get; set; }

    /// <summary>Of which level admins were told by this process, for the limit and month as they are.</summary>
    public BudgetLevel? Told { get; set; }

    public long Spent => Stored + Pending;

    public bool IsSpent => Spent + Live >= Limit;

    /// <summary>What tells an occasion to alert from another.</summary>
    public string Occasion => FormattableString.Invariant($"{Month:yyyy-MM}/{Limit}");
}
