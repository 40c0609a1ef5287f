using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>
/// Finds colours that are meant as colours: "navy and gold", "make it blue", but not "the Green Grocer".
/// </summary>
internal static class ColourReader
{
    private static readonly Regex ColourPattern = Pattern.Words(ColourNames.AnyColour);

    private static readonly Regex MoodPattern =
        Pattern.Words(
            @"\b(?:(?:(?<dark>dark)|light)\s+(?:mode|theme|themed|design|look|style|background|site|" +
            @"website|page|version|colou?r\s+scheme|colou?rs)\b|(?:make|turn|want|have)\s+(?:it|" +
            @"the\s+(?:site|page|website|background)|everything)\s+(?:more\s+|all\s+|" +
            @"much\s+)?(?:(?<dark>dark(?:er)?)|light(?:er)?)(?=\s*(?:$|[.,!?]|and\b|please\b)))");

    private static readonly Regex BeforePattern =
        Pattern.Words(
            @"(?:\b(?:make|turn|paint|colou?r|want|have)\s+(?:(?:it|this|everything|" +
            @"the\s+(?:\w+\s+){0,2}?\w+|all)\s+)?(?:all\s+|more\s+|a\s+)?|\b(?:use|using|prefer|like|" +
            @"love)\s+(?:the\s+colou?rs?\s+|a\s+|some\s+)?|colou?rs?(?:\s+scheme)?\s*(?:are|is|to|:|=|of|" +
            @"should\s+be|in)?\s*|\b(?:primary|theme|palette|accents?|buttons?)\s*(?:colou?r)?\s*(?:[:=]|" +
            @"is|to|in)?\s*)$");

    private static readonly Regex InPattern = Pattern.Words(@"\b(?:in|to|with|of)\s+(?:a\s+|the\s+colou?rs?\s+)?$");

    private static readonly Regex AfterPattern =
        Pattern.Words(
            @"^\s*(?:theme|themed|colou?rs?|colou?red|palette|design|look|style|tones?|hues?|website|site|" +
            @"page|header|buttons?|accents?|gradient|background)\b");

    private static readonly Regex JoinPattern =
        Pattern.Words(@"^(?:\s*,?\s*and\s+(?:a\s+)?|\s*,\s*|\s*[/&+]\s*|\s+with\s+(?:some\s+)?)$");

    private static readonly Regex BackgroundAfterPattern = Pattern.Words(@"^\s*(?:colou?red\s+)?background");

    private static readonly Regex BackgroundBeforePattern =
        Pattern.Words(
            @"background(?:\s+colou?r)?\s*(?:[:=]|\bis\b|\bto\b|\bof\b|\bin\b|" +
            @"\bshould\s+be\b)?\s*(?:a\s+)?$");

    private static readonly Regex AccentAfterPattern =
        Pattern.Words(@"^\s*(?:accents?|details|highlights|buttons?|links)\b");

    private static readonly Regex AccentBeforePattern =
        Pattern.Words(
            @"\b(?:accents?|second(?:ary)?)(?:\s+colou?r)?\s*(?:[:=]|\bis\b|\bto\b|\bin\b|" +
            @"\bshould\s+be\b)?\s*(?:a\s+)?$");

    /// <summary>From this luminance on a second colour is a ground, not a gradient's end.</summary>
    private const double Pale = 0.7;

    private enum Role
    {
        Theme,
        Background,
        Accent,
    }

    public static SiteColours Apply(SiteColours colours, IReadOnlyList<Sentence> sentences, Findings findings)
    {
        foreach (var sentence in sentences.Where(sentence => !sentence.IsFact))
        {
            colours = ApplyMood(colours, sentence, findings);
            colours = ApplyNamed(colours, sentence, findings);
        }

        return colours;
    }

    private static SiteColours ApplyMood(SiteColours colours, Sentence sentence, Findings findings)
    {
        if (MoodPattern.Match(sentence.Text) is not { Success: true } match)
        {
            return colours;
        }

        sentence.Claim(match);
        var dark = match.Groups["dark"].Success;
        findings.Did(dark ? "made the site dark" : "made the site light");
        return colours with { Dark = dark, Background = null };
    }

    private static SiteColours ApplyNamed(SiteColours colours, Sentence sentence, Findings findings)
    {
        var text = sentence.Text;
        var matches = ColourPattern.Matches(text);
        var meant = new bool[matches.Count];
        for (var at = 0; at < matches.Count; at++)
        {
            meant[at] = IsMeant(text, matches[at])
                || (at > 0 && meant[at - 1] && IsJoined(text, matches[at - 1], matches[at]));
        }

        for (var at = matches.Count - 2; at >= 0; at--)
        {
            meant[at] |= meant[at + 1] && IsJoined(text, matches[at], matches[at + 1]);
        }

        var themes = 0;
        for (var at = 0; at < matches.Count; at++)
        {
            if (meant[at] && ColourNames.Find(matches[at].Value) is { } colour)
            {
                colours = Set(colours, colour, RoleOf(text, matches[at]), ref themes, findings, matches[at].Value);
                sentence.Claim(matches[at]);
            }
        }

        return colours;
    }

    private static SiteColours Set(
        SiteColours colours, Rgb colour, Role role, ref int themes, Findings findings, string words)
    {
        var hex = colour.ToString();
        if (role == Role.Background || (role == Role.Theme && (colour == Rgb.White || colour.Luminance < 0.01)))
        {
            findings.Did($"made the background {words}");
            return colours with { Background = hex, Dark = colour.Luminance < 0.18 };
        }

        if (role == Role.Theme && themes > 0 && colour.Luminance > Pale)
        {
            findings.Did($"made the background {words}");
            return colours with { Background = hex, Dark = false };
        }

        if (role == Role.Accent || themes++ > 0)
        {
            findings.Did($"used {words} as the second colour");
            return colours with { Accent = hex };
        }

        findings.Did($"made {words} the main colour");
        return colours with { Primary = hex, Accent = null };
    }

    private static bool IsMeant(string text, Match colour)
    {
        var before = text[Math.Max(0, colour.Index - 40)..colour.Index];
        var after = text[(colour.Index + colour.Length)..];
        return colour.Value[0] == '#'
            || AfterPattern.IsMatch(after)
            || BackgroundBeforePattern.IsMatch(before)
            || BeforePattern.IsMatch(before)
            || (char.IsLower(colour.Value[0]) && InPattern.IsMatch(before));
    }

    private static bool IsJoined(string text, Match first, Match second) =>
        JoinPattern.IsMatch(text[(first.Index + first.Length)..second.Index]);

    private static Role RoleOf(string text, Match colour)
    {
        var before = text[Math.Max(0, colour.Index - 40)..colour.Index];
        var after = text[(colour.Index + colour.Length)..];
        return BackgroundAfterPattern.IsMatch(after) || BackgroundBeforePattern.IsMatch(before) ? Role.Background
            : AccentAfterPattern.IsMatch(after) || AccentBeforePattern.IsMatch(before) ? Role.Accent
            : Role.Theme;
    }
}
