using System.Text.Json.Serialization;

namespace TmuxBuilder.Testing;

/// <summary>How an account behaves; what is null stays as it is.</summary>
public sealed record AwsSettings
{
    /// <summary>How far the account's clock is ahead of the machine's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ClockOffsetSeconds { get; init; }

    /// <summary>How often keys that are made from now on are refused before they work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? NewKeyRefusals { get; init; }

    /// <summary>
    /// After how many reads a distribution is deployed (1 at first); a huge number: when the test deploys it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeployAfterReads { get; init; }

    /// <summary>
    /// Quotas of CloudFront: distributions (500), per_control (100), per_function (100), controls (100).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? DistributionLimits { get; init; }
}
