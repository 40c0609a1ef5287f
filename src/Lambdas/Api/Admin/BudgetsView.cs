namespace TmuxBuilder.Api.Admin;

/// <summary>A page of budgets with what is spent of them.</summary>
/// <param name="Scope"><c>turn</c>, <c>session</c>, <c>client</c> or <c>platform</c>.</param>
/// <param name="Month">
/// The month of UTC it is counted in, such as <c>2026-02</c>; null where it is counted for ever.
/// </param>
/// <param name="UsualUsd">What holds for those that have none of their own.</param>
public sealed record BudgetsView(
    string Scope, string? Month, decimal UsualUsd, IReadOnlyList<BudgetRowView> Rows, string? NextCursor)
{
    public bool Success { get; } = true;
}
