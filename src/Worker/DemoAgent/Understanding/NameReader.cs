using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Finds what the site shall be called and what shall stand large at its top.</summary>
internal static class NameReader
{
    private static readonly Regex HeadlinePattern =
        Pattern.Words(
            @"\b(?:(?:with|under)\s+the\s+(?:main\s+)?(?:headline|heading)\s*[:=]?|(?:headline|" +
            @"main heading|main title|heading|hero text|slogan)\s*(?:text\s*)?(?:[:=]|to\b\s*(?:say\s+|" +
            @"read\s+|be\s+)?|is\s+|that\s+(?:says|reads)|says?\b|saying|reads?\b|should\s+(?:be|say|" +
            @"read)|(?=[""“'‘«「])))\s*[:=]?\s*" + Words.Value);

    private static readonly Regex TaglinePattern =
        Pattern.Words(
            @"\b(?:tagline|subtitle|sub-?heading|sub-?headline|strapline|motto)\s*(?:[:=]|to\b\s*(?:say\s+|" +
            @"read\s+|be\s+)?|is\s+|that\s+says|saying|should\s+(?:be|say|read)|(?=[""“'‘«「]))\s*[:=]?\s*" +
            Words.Value);

    private static readonly Regex TitlePattern =
        Pattern.Words(
            @"(?:\b(?:called|named|titled|entitled)\s+|\brename\s+(?:\w+\s+){0,3}?(?:to|as)\s+|" +
            @"\bcall\s+(?:it|the\s+(?:site|website|page|shop))\s+|(?<!\b(?:domain|file|user|last|first|" +
            @"your|main|section)\s)\b(?:title|name)(?:\s+of\s+the\s+(?:site|page|shop|" +
            @"website))?\s*(?:[:=]|\bis\b|\bto\b|\bshould\s+be\b|(?=[""“'‘«「]))\s*[:=]?\s*)" + Words.Value);

    private static readonly Regex QuotedPattern =
        Pattern.Exact(@"(?:(?<![\p{L}\d])""|[“„«「『])(?<q>[^""“”„«»「」『』\n]{2,60})[""”“»」』]");

    private static readonly Regex ForPattern =
        Pattern.Exact(
            @"\b[Ff]or\s+(?:(?:my|our|the|a|an)\s+)?(?:\p{Ll}[\p{L}-]*\s+){0,4}?(?<u>(?!I\b|We\b|" +
            @"English\b|Monday\b)\p{Lu}[\p{L}\d'’&.-]*(?:\s+(?:(?:&|and|of|the|de|la|du|le|di|da|" +
            @"by)\s+)?[\p{Lu}\d][\p{L}\d'’&-]*){0,5})");

    private static readonly Regex AboutPattern =
        Pattern.Words(@"\babout\s+(?!us\b|me\b|section\b|page\b|it\b|this\b|what\b|how\b)(?<u>\p{L}[^,.;:!?\n]{2,60})");

    /// <summary>Applies explicit titles, headlines and taglines.</summary>
    public static SiteModel Apply(SiteModel site, IReadOnlyList<Sentence> sentences, Findings findings)
    {
        if (Take(sentences, HeadlinePattern, Words.Phrase) is { } headline)
        {
            site = site with { Headline = headline };
            findings.Did($"set the headline to “{headline}”");
        }

        if (Take(sentences, TaglinePattern, Words.Phrase) is { } tagline)
        {
            site = site with { Tagline = tagline };
            findings.Did($"set the line under the headline to “{tagline}”");
        }

        if (Take(sentences, TitlePattern, Words.Name) is { } title)
        {
            site = site with { Title = title };
            findings.Did($"named the site “{title}”");
        }

        return site;
    }

    /// <summary>A title from the way a first request speaks, or <see langword="null"/>.</summary>
    public static string? Guess(IReadOnlyList<Sentence> sentences) =>
        Take(sentences, QuotedPattern, Words.Name)
        ?? Take(sentences, ForPattern, Words.Name)
        ?? Capitalise(Take(sentences, AboutPattern, Words.Name));

    private static string? Take(
        IReadOnlyList<Sentence> sentences, Regex pattern, Func<Match, (string Text, int End)> cut)
    {
        foreach (var sentence in sentences)
        {
            foreach (var match in pattern.Matches(sentence.Text).AsEnumerable())
            {
                var (text, end) = cut(match);
                if (text.Length > 0)
                {
                    sentence.Claim(match.Index, end - match.Index);
                    return text;
                }
            }
        }

        return null;
    }

    private static string? Capitalise(string? text) =>
        text is null ? null : char.ToUpperInvariant(text[0]) + text[1..];
}
