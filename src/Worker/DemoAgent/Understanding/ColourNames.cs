using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Colours people name, as they look good on a page rather than as CSS defines them.</summary>
internal static class ColourNames
{
    private static readonly Regex BlankPattern = Pattern.Exact(@"\s+");

    public const string AnyColour =
            @"(?:#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])|\b(?:(?:dark|deep|light|pale|soft|" +
            @"bright)\s+)?(?:navy blue|royal blue|sky blue|forest green|hot pink|mint green|olive green|" +
            @"navy|blue|teal|turquoise|cyan|aqua|green|emerald|olive|mint|lime|sage|yellow|gold(?:en)?|" +
            @"amber|orange|coral|peach|red|crimson|burgundy|maroon|terracotta|pink|rose|magenta|fuchsia|" +
            @"purple|violet|lavender|lilac|indigo|plum|brown|chocolate|beige|cream|sand|tan|grey|gray|" +
            @"silver|charcoal|slate|black|white)\b)";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["navy blue"] = "#1e3a6e", ["navy"] = "#1e3a6e", ["royal blue"] = "#2850c8", ["sky blue"] = "#38a5e8",
        ["blue"] = "#2563eb", ["teal"] = "#0f8a83", ["turquoise"] = "#1fb8ad", ["cyan"] = "#0aa5c4",
        ["aqua"] = "#0aa5c4", ["forest green"] = "#1f5f3a", ["green"] = "#1f8a4c", ["emerald"] = "#0c8f63",
        ["olive green"] = "#6b7a2a", ["olive"] = "#6b7a2a", ["mint green"] = "#5cc8a1", ["mint"] = "#5cc8a1",
        ["lime"] = "#84cc16", ["sage"] = "#7f9a7a", ["yellow"] = "#f5c518", ["gold"] = "#c9992e",
        ["golden"] = "#c9992e", ["amber"] = "#e89a0c", ["orange"] = "#ec6c13", ["coral"] = "#f2664f",
        ["peach"] = "#f6a880", ["red"] = "#d32f2f", ["crimson"] = "#b8142f", ["burgundy"] = "#7a1f35",
        ["maroon"] = "#7a1f1f", ["terracotta"] = "#c1603f", ["hot pink"] = "#e6318a", ["pink"] = "#e0588f",
        ["rose"] = "#d84a6b", ["magenta"] = "#c2219b", ["fuchsia"] = "#c2219b", ["purple"] = "#7c3aed",
        ["violet"] = "#7046d8", ["lavender"] = "#9d84d8", ["lilac"] = "#a98bd0", ["indigo"] = "#4338ca",
        ["plum"] = "#7b3a6e", ["brown"] = "#7a4e2d", ["chocolate"] = "#5d3a22", ["beige"] = "#e9dcc3",
        ["cream"] = "#fbf5e6", ["sand"] = "#d9c39a", ["tan"] = "#c9a477", ["grey"] = "#6b7280", ["gray"] = "#6b7280",
        ["silver"] = "#a9b0bb", ["charcoal"] = "#33383f", ["slate"] = "#475569", ["black"] = "#101114",
        ["white"] = "#ffffff",
    };

    /// <summary>The colour of a match of <see cref="AnyColour"/>, or <see langword="null"/>.</summary>
    public static Rgb? Find(string words)
    {
        var name = BlankPattern.Replace(words.ToLowerInvariant(), " ");
        if (name.StartsWith('#'))
        {
            return Rgb.Parse(name);
        }

        if (Known.TryGetValue(name, out var exact))
        {
            return Rgb.Parse(exact);
        }

        var space = name.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !Known.TryGetValue(name[(space + 1)..], out var based) || Rgb.Parse(based) is not { } colour)
        {
            return null;
        }

        return name[..space] switch
        {
            "dark" or "deep" => colour.Mix(Rgb.Black, 0.42),
            "light" or "pale" or "soft" => colour.Mix(Rgb.White, 0.5),
            _ => colour,
        };
    }
}
