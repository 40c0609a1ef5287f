namespace TmuxBuilder.Core.Usage;

/// <summary>What a model's tokens cost, in millionths of a US dollar for a million tokens: 3,000,000 is $3.</summary>
public sealed record ModelPrice(long Input, long Output, long CacheRead, long CacheWrite)
{
    private const long Million = 1_000_000;

    /// <summary>The price of one call's tokens, rounded once, half up, to a millionth of a dollar.</summary>
    public long MicroUsd(long input, long output, long cacheRead, long cacheWrite)
    {
        var exact = ((Int128)input * Input) + ((Int128)output * Output) + ((Int128)cacheRead * CacheRead)
            + ((Int128)cacheWrite * CacheWrite);
        return (long)((exact + (Million / 2)) / Million);
    }
}
