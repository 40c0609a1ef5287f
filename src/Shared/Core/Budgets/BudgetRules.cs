namespace TmuxBuilder.Core.Budgets;

/// <summary>What holds of budgets wherever they are looked at. Amounts are millionths of a US dollar.</summary>
public static class BudgetRules
{
    /// <summary>The most a budget can be: a million dollars.</summary>
    public const long MaxMicroUsd = 1_000_000 * Dollar;

    private const long Dollar = 1_000_000;

    extension(BudgetScope scope)
    {
        /// <summary>What holds until an admin sets another: nothing is without a limit.</summary>
        public long StandardMicroUsd => scope switch
        {
            BudgetScope.Turn => 10 * Dollar,
            BudgetScope.Session => 50 * Dollar,
            BudgetScope.Client => 200 * Dollar,
            _ => 2_000 * Dollar,
        };

        /// <summary>Whether it begins anew with each month of UTC.</summary>
        public bool IsMonthly => scope is BudgetScope.Client or BudgetScope.Platform;

        public string Wire => scope switch
        {
            BudgetScope.Turn => "turn",
            BudgetScope.Session => "session",
            BudgetScope.Client => "client",
            _ => "platform",
        };
    }

    /// <summary>
    /// How far <paramref name="spent"/> is in a budget; <see langword="null"/> for below four fifths.
    /// </summary>
    public static BudgetLevel? LevelOf(long spent, long limit) =>
        spent >= limit ? BudgetLevel.Reached
        : spent >= limit - (limit / 5) ? BudgetLevel.Near
        : null;

    /// <summary>The first day of the month that <paramref name="now"/> is in, in UTC.</summary>
    public static DateOnly MonthOf(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);

    /// <summary>When the month after that begins.</summary>
    public static DateTimeOffset NextMonth(DateTimeOffset now) =>
        new(MonthOf(now).AddMonths(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
