namespace TmuxBuilder.Agent.Model;

/// <summary>Tokens one answer of the model reported, by kind.</summary>
/// <param name="CacheWrite">Written to the cache, for however long.</param>
/// <param name="HourCacheWrite">
/// The part of them written for an hour rather than five minutes, where the model says so.
/// </param>
public sealed record ModelUsage(long Input, long Output, long CacheRead, long CacheWrite, long HourCacheWrite = 0)
{
    public static readonly ModelUsage None = new(0, 0, 0, 0);
}
