namespace TmuxBuilder.Core.Usage;

/// <summary>Tokens by kind, and their price.</summary>
/// <param name="CostMicroUsd">Millionths of a US dollar.</param>
public sealed record UsageTotals(long Input, long Output, long CacheRead, long CacheWrite, long CostMicroUsd)
{
    public static readonly UsageTotals Zero = new(0, 0, 0, 0, 0);

    public static UsageTotals operator +(UsageTotals left, UsageTotals right) => new(
        left.Input + right.Input,
        left.Output + right.Output,
        left.CacheRead + right.CacheRead,
        left.CacheWrite + right.CacheWrite,
        left.CostMicroUsd + right.CostMicroUsd);
}
