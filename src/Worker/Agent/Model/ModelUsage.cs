namespace TmuxBuilder.Agent.Model;

/// <summary>Tokens one answer of the model reported, by kind.</summary>
public sealed record ModelUsage(long Input, long Output, long CacheRead, long CacheWrite)
{
    public static readonly ModelUsage None = new(0, 0, 0, 0);
}
