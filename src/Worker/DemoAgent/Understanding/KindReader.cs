using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Tells what kind of site a request is about: the first word that gives it away decides.</summary>
internal static class KindReader
{
    private static readonly Regex KindPattern = Pattern.Spaced(
        """
        \b(?:
          (?<Portfolio>portfolio|cv|resum[eé]|photographer|illustrator|architect|freelance\w*|graphic\s+designer|artist|my\s+work)|
          (?<Landing>landing\s+page|apps?|start-?up|saas|software|product\s+launch)|
          (?<Blog>blog|diary|journal|magazine)|
          (?<Event>weddings?|conference|festival|concert|birthday|meetup|workshop|exhibition|party|event)|
          (?<Bakery>baker(?:y|ies|s)?|patisserie|confectioner\w*|pastr(?:y|ies))|
          (?<Restaurant>restaurant|caf[eé]|coffee|pizzeria|pizza|bistro|pub|bar|diner|trattoria|sushi|brasserie|food\s+truck|tea\s*(?:house|room)|ice\s+cream|burgers?|wine\s+bar|brunch|catering)|
          (?<Salon>salon|hair\w*|barber\w*|spa|beauty|nails?|massage|yoga|pilates|gym|fitness|wellness|tattoo)|
          (?<Shop>shop|store|boutique|e-?commerce|web\s?shop|florist|flowers?|book\s?shop|market|sell(?:ing|s)?|tea)
        )\b
        """);

    public static SiteKind Read(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            if (KindPattern.Match(sentence.Original) is { Success: true } match)
            {
                return Enum.GetValues<SiteKind>().First(kind => match.Groups[kind.ToString()].Success);
            }
        }

        return SiteKind.Generic;
    }
}
