namespace TmuxBuilder.Core.Usage;

/// <summary>What a model's tokens cost, in millionths of a US dollar for a million tokens: 3,000,000 is $3.</summary>
/// <param name="CacheWrite">Of tokens written to the cache for five minutes.</param>
public sealed record ModelPrice(long Input, long Output, long CacheRead, long CacheWrite)
{
    private const long Million = 1_000_000;

    /// <summary>
    /// Of tokens written to the cache for an hour; default twice that of input, as in the price list.
    /// </summary>
    public long HourCacheWrite { get; init; } = 2 * Input;

    /// <summary>The price of one call's tokens, rounded once, half up, to a millionth of a dollar.</summary>
    /// <param name="cacheWrite">All that was written to the cache.</param>
    /// <param name="hourCacheWrite">The part of it written for an hour.</param>
    public long MicroUsd(long input, long output, long cacheRead, long cacheWrite, long hourCacheWrite = 0)
    {
        var exact = ((Int128)input * Input) + ((Int128)output * Output) + ((Int128)cacheRead * CacheRead)
            + ((Int128)(cacheWrite - hourCacheWrite) * CacheWrite) + ((Int128)hourCacheWrite * HourCacheWrite);
        return (long)((exact + (Million / 2)) / Million);
    }
}
