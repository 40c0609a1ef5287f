namespace TmuxBuilder.Core.Usage;

/// <summary>
/// What models cost. The defaults are the list prices of the Claude families; whoever pays others overrides them by
/// configuration.
/// </summary>
public sealed record ModelPrices
{
    private static readonly ModelPrice OldOpus = new(15_000_000, 75_000_000, 1_500_000, 18_750_000);
    private static readonly ModelPrice Opus = new(5_000_000, 25_000_000, 500_000, 6_250_000);
    private static readonly ModelPrice Sonnet = new(3_000_000, 15_000_000, 300_000, 3_750_000);
    private static readonly ModelPrice Haiku = new(1_000_000, 5_000_000, 100_000, 1_250_000);

    public static readonly ModelPrices Default = new()
    {
        ByPrefix = new Dictionary<string, ModelPrice>
        {
            ["claude-opus-"] = Opus,
            ["claude-opus-4-0"] = OldOpus,
            ["claude-opus-4-1"] = OldOpus,
            ["claude-opus-4-2025"] = OldOpus,
            ["claude-3-opus-"] = OldOpus,
            ["claude-sonnet-"] = Sonnet,
            ["claude-3-7-sonnet-"] = Sonnet,
            ["claude-3-5-sonnet-"] = Sonnet,
            ["claude-haiku-"] = Haiku,
            ["claude-3-5-haiku-"] = new(800_000, 4_000_000, 80_000, 1_000_000),
            ["claude-3-haiku-"] = new(250_000, 1_250_000, 30_000, 300_000),
        },
    };

    /// <summary>Prices by the beginning of the model's name; the longest that fits counts.</summary>
    public IReadOnlyDictionary<string, ModelPrice> ByPrefix { get; init; } = new Dictionary<string, ModelPrice>();

    /// <summary>
    /// The price of models no prefix fits; by default that of Opus, so that budgets err on the safe side.
    /// </summary>
    public ModelPrice Otherwise { get; init; } = Opus;

    /// <summary>These prices with some replaced or added.</summary>
    public ModelPrices With(IReadOnlyDictionary<string, ModelPrice> changed) => this with
    {
        ByPrefix = ByPrefix.Concat(changed).GroupBy(row => row.Key, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.Last().Value, StringComparer.Ordinal),
    };

    /// <summary>The price of a model's tokens.</summary>
    public ModelPrice Of(string? model)
    {
        var (price, fits) = (Otherwise, -1);
        foreach (var (prefix, its) in ByPrefix)
        {
            if (prefix.Length > fits && model?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true)
            {
                (price, fits) = (its, prefix.Length);
            }
        }

        return price;
    }

    /// <summary>One call's tokens with their price.</summary>
    /// <param name="cacheWrite">All that was written to the cache.</param>
    /// <param name="hourCacheWrite">The part of it written for an hour.</param>
    public UsageTotals Charge(
        string? model, long input, long output, long cacheRead, long cacheWrite, long hourCacheWrite = 0) => new(
        input, output, cacheRead, cacheWrite, Of(model).MicroUsd(input, output, cacheRead, cacheWrite, hourCacheWrite));
}
