using System.Globalization;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Standalone.CommandLine;

/// <summary>
/// Reads prices such as <c>claude-sonnet-=3/15/0.30/3.75</c>: US dollars for a million tokens of input, output, cache
/// read and cache written; a fifth is that of cache written for an hour.
/// </summary>
internal static class PriceList
{
    private const string Others = "*";
    private const decimal MicroUsd = 1_000_000m;
    private const decimal MostUsd = 100_000m;

    /// <exception cref="SettingException">One is not written so.</exception>
    public static ModelPrices Read(IReadOnlyList<string> rows)
    {
        var changed = new Dictionary<string, ModelPrice>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var cut = row.LastIndexOf('=');
            changed[cut > 0 ? row[..cut].Trim() : throw Wrong(row)] = Price(row, row[(cut + 1)..]);
        }

        var prices = ModelPrices.Default;
        return changed.Remove(Others, out var otherwise)
            ? prices.With(changed) with { Otherwise = otherwise }
            : prices.With(changed);
    }

    private static ModelPrice Price(string row, string text) =>
        text.Split('/') switch
        {
            [var input, var output, var read, var write] => Price(row, input, output, read, write),
            [var input, var output, var read, var write, var hour] =>
                Price(row, input, output, read, write) with { HourCacheWrite = Amount(row, hour) },
            _ => throw Wrong(row),
        };

    private static ModelPrice Price(string row, string input, string output, string read, string write) =>
        new(Amount(row, input), Amount(row, output), Amount(row, read), Amount(row, write));

    private static long Amount(string row, string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd)
            && usd <= MostUsd && decimal.IsInteger(usd * MicroUsd)
            ? (long)(usd * MicroUsd)
            : throw Wrong(row);

    private static SettingException Wrong(string row) => new(
        $"--{Setting.ModelPrices.Name} has '{row}'; it takes rows such as "
            + "claude-sonnet-=3/15/0.30/3.75, in US dollars for a "
        + $"million tokens with at most six decimals, up to {MostUsd}.");
}
