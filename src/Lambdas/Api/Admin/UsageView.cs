using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>What was used of the model.</summary>
/// <param name="CostUsd">US dollars.</param>
public sealed record UsageView(
    long InputTokens, long OutputTokens, long CacheReadTokens, long CacheWriteTokens, decimal CostUsd)
{
    internal static UsageView From(UsageTotals totals) => new(
        totals.Input, totals.Output, totals.CacheRead, totals.CacheWrite, totals.CostMicroUsd / 1_000_000m);
}
