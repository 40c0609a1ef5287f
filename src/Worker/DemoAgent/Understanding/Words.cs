using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Cuts names and phrases out of running text.</summary>
internal static class Words
{
    /// <summary>A value in quotes (<c>q</c>) or the rest of the sentence (<c>u</c>).</summary>
    public const string Value =
        """(?:["“”„«「『](?<q>[^"“”„«»「」『』]{1,160})["“”»」』]|['‘](?<q>[^\n]{1,160}?)['’](?=[\s.,;:!?)]|$)|(?<u>\S.{0,159}))""";

    private const int MaxNameWords = 8;

    private static readonly Regex NameEndPattern =
        Pattern.Exact(
            @"[,;:!?\n()""“”]|\.(?=\s|$)|\s+(?:[-–—]\s|(?:with|that|which|where|using|featuring|please|" +
            @"but|because|who|offering|selling)\b)|\s+(?:and|in|for|on|at|as|is|to|a|an|has|we|it|make|" +
            @"add|use|based)\s+(?=\p{Ll})|\s+(?:and|in)\s+(?=#)");

    private static readonly Regex PhraseEndPattern =
        Pattern.Words(
            @"(?:,|\s)\s*(?:and|then|but|plus)?\s*(?:also\s+)?(?:add|make|remove|use|change|set|delete|" +
            @"include|rename)\s+(?:it|a|an|the|some|our|my|to)\b|,?\s+(?:and|with)\s+(?:a|an|" +
            @"the)\s+(?=\p{Ll})|\.$");

    private static readonly Regex BlankPattern = Pattern.Exact(@"\s+");

    private static readonly Regex SequencePattern =
        Pattern.Exact(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?");

    /// <summary>The words of a match of <see cref="Value"/>: quoted whole, otherwise up to where a name ends.</summary>
    public static (string Text, int End) Name(Match match)
    {
        if (match.Groups["q"] is { Success: true } quoted)
        {
            return (Tidy(quoted.Value, 80), match.Index + match.Length);
        }

        var rest = match.Groups["u"];
        var name = NameEndPattern.Split(rest.Value, 2)[0];
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MaxNameWords)
        {
            name = string.Join(' ', words[..MaxNameWords]);
        }

        return (Tidy(name, 60), rest.Index + Math.Min(name.Length, rest.Length));
    }

    /// <summary>
    /// The words of a match of <see cref="Value"/>: quoted whole, otherwise up to the next instruction.
    /// </summary>
    public static (string Text, int End) Phrase(Match match)
    {
        if (match.Groups["q"] is { Success: true } quoted)
        {
            return (Tidy(quoted.Value, 160), match.Index + match.Length);
        }

        var rest = match.Groups["u"];
        var phrase = PhraseEndPattern.Split(rest.Value, 2)[0];
        return (Tidy(phrase, 160), rest.Index + Math.Min(phrase.Length, rest.Length));
    }

    /// <summary>
    /// One line without control characters and without quotes and stops around it, cut between letters.
    /// </summary>
    public static string Tidy(string text, int max) =>
        Cut(Line(text).Trim(' ', '.', ',', ':', ';', '"', '“', '”', '«', '»'), max);

    /// <summary>The text on one line, without control characters.</summary>
    public static string Line(string text) => BlankPattern.Replace(Clean(text), " ").Trim();

    /// <summary>Cuts without splitting what people see as one character.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var kept = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && kept.Length + elements.GetTextElement().Length < max)
        {
            kept.Append(elements.GetTextElement());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>
    /// The text without control characters other than line feeds, without escape sequences and broken surrogates.
    /// </summary>
    public static string Clean(string text)
    {
        var plain = SequencePattern.Replace(text.ReplaceLineEndings("\n"), "");
        var kept = new StringBuilder(plain.Length);
        foreach (var rune in plain.EnumerateRunes())
        {
            if (rune.Value == '\n' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar))
            {
                kept.Append(rune);
            }
            else if (rune.Value == '\t')
            {
                kept.Append(' ');
            }
        }

        return kept.ToString();
    }
}
