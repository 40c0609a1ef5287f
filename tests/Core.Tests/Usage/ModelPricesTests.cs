using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Core.Tests.Usage;

public sealed class ModelPricesTests
{
    [Theory]
    [InlineData("claude-opus-4-5-20251101", 5_000_000)]
    [InlineData("claude-opus-4-1-20250805", 15_000_000)]
    [InlineData("claude-opus-4-20250514", 15_000_000)]
    [InlineData("CLAUDE-SONNET-4-5", 3_000_000)]
    [InlineData("claude-haiku-4-5-20251001", 1_000_000)]
    [InlineData("claude-3-5-haiku-20241022", 800_000)]
    [InlineData("claude-3-haiku-20240307", 250_000)]
    [InlineData("something-else", 5_000_000)]
    [InlineData("opus", 5_000_000)]
    [InlineData(null, 5_000_000)]
    public void The_longest_prefix_of_a_models_name_gives_its_price(string? model, long input) =>
        Assert.Equal(input, ModelPrices.Default.Of(model).Input);

    [Fact]
    public void Every_kind_of_token_has_its_price()
    {
        var charged = ModelPrices.Default.Charge("claude-sonnet-4-5", 1_000_000, 2_000_000, 3_000_000, 4_000_000);

        Assert.Equal(
            new UsageTotals(1_000_000, 2_000_000, 3_000_000, 4_000_000, 3_000_000 + 30_000_000 + 900_000 + 15_000_000),
            charged);
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", 0, 3_750_000)]
    [InlineData("claude-sonnet-4-5", 1_000_000, 6_000_000)]
    [InlineData("claude-opus-4-5", 400_000, (600_000 * 25 / 4) + (400_000 * 10))]
    public void What_is_written_to_the_cache_for_an_hour_costs_twice_the_input_and_the_rest_a_quarter_more(
        string model, long hour, long microUsd)
    {
        var charged = ModelPrices.Default.Charge(model, 0, 0, 0, 1_000_000, hour);

        Assert.Equal(new UsageTotals(0, 0, 0, 1_000_000, microUsd), charged);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    public void A_price_is_rounded_once_for_the_whole_call(long cacheRead, long expected) =>
        Assert.Equal(expected, new ModelPrice(0, 0, 300_000, 0).MicroUsd(0, 0, cacheRead, 0));

    [Fact]
    public void Fractions_of_several_kinds_add_up_before_rounding() =>
        Assert.Equal(1, new ModelPrice(300_000, 300_000, 0, 0).MicroUsd(1, 1, 0, 0));

    [Fact]
    public void The_largest_counts_an_answer_may_report_do_not_overflow()
    {
        const long most = 1L << 40;

        Assert.Equal(most * 75, new ModelPrice(0, 75_000_000, 0, 0).MicroUsd(0, most, 0, 0));
    }

    [Fact]
    public void Configured_prices_replace_and_add_to_the_listed_ones()
    {
        var price = new ModelPrice(1, 2, 3, 4);
        var prices = ModelPrices.Default.With(
            new Dictionary<string, ModelPrice> { ["claude-haiku-"] = price, ["own-"] = price });

        Assert.Equal(price, prices.Of("claude-haiku-4-5"));
        Assert.Equal(price, prices.Of("own-model"));
        Assert.Equal(3_000_000, prices.Of("claude-sonnet-4-5").Input);
        Assert.Equal(1_000_000, ModelPrices.Default.Of("claude-haiku-4-5").Input);
    }
}
