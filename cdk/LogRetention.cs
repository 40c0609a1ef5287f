using Kept = Amazon.CDK.AWS.Logs.RetentionDays;

namespace TmuxBuilder.Cdk;

/// <summary>How many days logs may be kept, by the service's own list.</summary>
internal static class LogRetention
{
    public static readonly IReadOnlyDictionary<int, Kept> All =
        new Dictionary<int, Kept>
        {
            [7] = Kept.ONE_WEEK,
            [14] = Kept.TWO_WEEKS,
            [30] = Kept.ONE_MONTH,
            [60] = Kept.TWO_MONTHS,
            [90] = Kept.THREE_MONTHS,
            [180] = Kept.SIX_MONTHS,
            [365] = Kept.ONE_YEAR,
        };
}
