using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>A budget came to a level that admins are to know of.</summary>
internal sealed record BudgetNews(
    BudgetKey Key, BudgetLevel Level, string Occasion, long Limit, long Spent, SessionId? Session);
