using System.Globalization;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>
/// Puts budgets beside what is spent of them: for those who used something lately, in the order of their keys.
/// </summary>
internal sealed class BudgetPages(
    IBudgetStore budgets, IUsageStore usage, ISessionStore sessions, ITurnStore turns, TimeProvider time)
{
    public const decimal Dollar = 1_000_000m;
    public const decimal MostUsd = BudgetRules.MaxMicroUsd / Dollar;

    private const int RecentDays = 90;
    private const int RecentTurns = 50;

    public async Task<BudgetsView> ReadAsync(BudgetScope scope, PageRequest page, CancellationToken cancellationToken)
    {
        var month = BudgetRules.MonthOf(time.GetUtcNow());
        var end = month.AddMonths(1).AddDays(-1);
        if (scope == BudgetScope.Platform)
        {
            var all = await usage.TotalAsync(month, end, cancellationToken);
            return await ViewAsync(scope, month, [(BudgetKey.Platform, all.CostMicroUsd)], null, cancellationToken);
        }

        if (scope == BudgetScope.Client)
        {
            var clients = await usage.PageAsync(
                new UsageQuery(UsageGroup.Client, month, end, page), cancellationToken);
            return await ViewAsync(
                scope,
                month,
                [
                    .. clients.Items.Where(row => row.Key.Length > 0)
                        .Select(row => (BudgetKey.Of(row.Key), row.Amount.CostMicroUsd)),
                ],
                clients.NextCursor,
                cancellationToken);
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var found = await usage.PageAsync(
            new UsageQuery(UsageGroup.Session, today.AddDays(1 - RecentDays), today, page), cancellationToken);
        SessionId[] ids = [.. found.Items.Select(row => SessionId.Parse(row.Key))];
        var totals = await usage.SessionTotalsAsync(ids, cancellationToken);
        return await ViewAsync(
            scope,
            month: null,
            [
                .. ids.Select(id =>
                    (BudgetKey.Of(id), totals.GetValueOrDefault(id, UsageTotals.Zero).CostMicroUsd)),
            ],
            found.NextCursor,
            cancellationToken);
    }

    /// <summary>The newest turns of a session; <see langword="null"/> when there is no such session.</summary>
    public async Task<BudgetsView?> TurnsAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(session, cancellationToken) is null or { State: SessionState.Purged })
        {
            return null;
        }

        var recent = await turns.ListRecentAsync(session, RecentTurns, cancellationToken);
        TurnId[] ids = [.. recent.Select(turn => turn.Id)];
        var totals = await usage.TurnTotalsAsync(session, ids, cancellationToken);
        return await ViewAsync(
            BudgetScope.Turn,
            month: null,
            [
                .. ids.Select(id =>
                    (BudgetKey.Of(session, id), totals.GetValueOrDefault(id, UsageTotals.Zero).CostMicroUsd)),
            ],
            null,
            cancellationToken);
    }

    private async Task<BudgetsView> ViewAsync(
        BudgetScope scope,
        DateOnly? month,
        IReadOnlyList<(BudgetKey Key, long Spent)> rows,
        string? next,
        CancellationToken cancellationToken)
    {
        var usualKey = BudgetKey.Default(scope);
        var limits = await budgets.LimitsAsync([usualKey, .. rows.Select(row => row.Key)], cancellationToken);
        var usual = limits.TryGetValue(usualKey, out var set) ? set : scope.StandardMicroUsd;
        return new BudgetsView(
            scope.Wire,
            month?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            usual / Dollar,
            [.. rows.Select(row => Row(row.Key, row.Spent))],
            next);

        BudgetRowView Row(BudgetKey key, long spent)
        {
            var own = limits.TryGetValue(key, out var its);
            var limit = own ? its : usual;
            return new BudgetRowView
            {
                Guid = key.Session?.Value,
                GuidShort = key.Session?.Short,
                TurnId = scope == BudgetScope.Turn ? key.Subject : null,
                Client = scope == BudgetScope.Client ? key.Subject : null,
                SpentUsd = spent / Dollar,
                LimitUsd = limit / Dollar,
                Own = own,
                Level = BudgetRules.LevelOf(spent, limit) switch
                {
                    BudgetLevel.Reached => "reached",
                    BudgetLevel.Near => "near",
                    _ => "ok",
                },
            };
        }
    }
}
