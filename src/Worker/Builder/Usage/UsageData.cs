using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Usage;

/// <summary>The value of a <c>usage</c> entry: what the session used so far, and of it the turn.</summary>
/// <param name="CostUsd">US dollars.</param>
/// <param name="Turn"><see langword="null"/> when it was used between turns.</param>
internal sealed record UsageData(
    long Input, long Output, long CacheRead, long CacheWrite, decimal CostUsd, UsageData.Part? Turn)
{
    private const decimal Million = 1_000_000m;

    public static UsageData Of(UsageTotals session, UsageTotals? turn) => new(
        session.Input,
        session.Output,
        session.CacheRead,
        session.CacheWrite,
        session.CostMicroUsd / Million,
        turn is null
            ? null
            : new Part(turn.Input, turn.Output, turn.CacheRead, turn.CacheWrite, turn.CostMicroUsd / Million));

    internal sealed record Part(long Input, long Output, long CacheRead, long CacheWrite, decimal CostUsd);
}
