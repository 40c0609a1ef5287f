using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Finds e-mail address, telephone, street address, opening times and listed goods.</summary>
internal static class DetailReader
{
    private static readonly Regex AddressPattern =
        Pattern.Words(@"\baddress\s*(?:is|:)\s*(?<v>(?=[^\n]*\p{L})[^\n.;@]{5,120})");

    private static readonly Regex EmailPattern =
        Pattern.Words(@"(?<![\w.+-])[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}(?<![-.])");

    private static readonly Regex PhonePattern =
        Pattern.Words(
            @"\b(?:phone|tel|telephone|mobile|call(?:\s+us)?)(?:\s+number)?\.?\s*(?:is|:|at|" +
            @"on)?\s*(?<v>\+?\(?\d[\d\s()./-]{4,22}\d)");

    private static readonly Regex HoursPattern =
        Pattern.Words(
            @"\b(?<days>(?:mon|tue|wed|thu|fri|sat|sun|week(?:day|end))[a-z]{0,6}\.?(?:\s*(?:-|–|to|until|" +
            @"through|and|&|,)\s*(?:mon|tue|wed|thu|fri|sat|" +
            @"sun)[a-z]{0,6}\.?)*)\s*[:,]?\s*(?:from\s+)?(?<times>closed|\d{1,2}(?:[:.]\d{2})?\s*(?:am|" +
            @"pm)?\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?)(?!\w)");

    private static readonly Regex ItemPattern =
        Pattern.Words(
            @"^(?:[-*•–]|" +
            @"\d{1,2}[.)])\s+(?<name>[^\n]{2,80}?)(?:\s*[:–—-]?\s*(?<price>[€$£¥]\s?\d{1,6}(?:[.,]\d{1,2})?|" +
            @"\d{1,6}(?:[.,]\d{1,2})?\s?(?:€|eur|usd|gbp|\$|£)))?\s*$");

    private static readonly Regex OfferPattern =
        Pattern.Words(@"\b(?:we|i)\s+(?:also\s+)?(?:sell|offer|serve|make|bake|brew)\s+(?<list>[^.;!?\n]{5,300})");

    private static readonly Regex ListPattern = Pattern.Exact(@"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*");

    /// <summary>A line of a specification ("- a gallery", "- title: X") rather than of a price list.</summary>
    private static readonly Regex LabelPattern =
        Pattern.Words(
            @":\s|\b(?:section|page|gallery|form|faq|testimonials|pricing|team|about|contact|hours|footer|" +
            @"menu|services|products|features)\b");

    private const int MaxItems = 24;

    public static SiteModel Apply(SiteModel site, IReadOnlyList<Sentence> sentences, Findings findings)
    {
        var items = new List<ListedItem>();
        var hours = new List<OpeningTime>();
        foreach (var sentence in sentences)
        {
            site = site with { Contact = ReadContact(site.Contact, sentence, findings) };
            ReadHours(sentence, hours);
            ReadItems(sentence, items);
        }

        if (hours.Count > 0)
        {
            findings.Did("used your opening hours");
            site = site with { Hours = hours, Sections = With(site.Sections, SectionKind.Hours) };
        }

        if (items.Count > 0)
        {
            findings.Did($"used the {items.Count} items you listed");
            site = site with
            {
                Items = [.. site.Items.Concat(items).DistinctBy(item => item.Name).TakeLast(MaxItems)],
                Sections = With(site.Sections, ListOf(site)),
            };
        }

        return site;
    }

    /// <summary>The section that shows what the site offers.</summary>
    public static SectionKind ListOf(SiteModel site) => site.Kind switch
    {
        SiteKind.Restaurant or SiteKind.Bakery => SectionKind.Menu,
        SiteKind.Shop => SectionKind.Products,
        SiteKind.Event => SectionKind.Schedule,
        SiteKind.Portfolio => SectionKind.Projects,
        _ => SectionKind.Services,
    };

    private static IReadOnlyList<SectionKind> With(IReadOnlyList<SectionKind> sections, SectionKind kind) =>
        [.. sections.Append(kind).Distinct().Order()];

    private static ContactDetails ReadContact(ContactDetails contact, Sentence sentence, Findings findings)
    {
        if (AddressPattern.Match(sentence.Text) is { Success: true } address)
        {
            sentence.Claim(address);
            findings.Did("put in your address");
            contact = contact with { Address = Words.Tidy(address.Groups["v"].Value, 120) };
        }

        if (EmailPattern.Match(sentence.Text) is { Success: true } email)
        {
            sentence.Claim(email);
            findings.Did("put in your e-mail address");
            contact = contact with { Email = email.Value };
        }

        if (PhonePattern.Match(sentence.Text) is { Success: true } phone)
        {
            sentence.Claim(phone);
            findings.Did("put in your telephone number");
            contact = contact with { Phone = Words.Tidy(phone.Groups["v"].Value, 30) };
        }

        return contact;
    }

    private static void ReadHours(Sentence sentence, List<OpeningTime> hours)
    {
        foreach (var match in HoursPattern.Matches(sentence.Text).AsEnumerable().Take(7))
        {
            hours.Add(new OpeningTime(
                Words.Tidy(match.Groups["days"].Value, 40), Words.Tidy(match.Groups["times"].Value, 40)));
            sentence.Claim(match);
        }
    }

    private static void ReadItems(Sentence sentence, List<ListedItem> items)
    {
        if (ItemPattern.Match(sentence.Text) is { Success: true } line && IsGoods(sentence, line))
        {
            items.Add(
                new ListedItem(
                    Words.Tidy(line.Groups["name"].Value, 70),
                    line.Groups["price"].Value is { Length: > 0 } price ? price : null));
            sentence.Claim(line);
        }
        else if (OfferPattern.Match(sentence.Original) is { Success: true } offer)
        {
            var names = ListPattern.Split(offer.Groups["list"].Value)
                .Select(name => Words.Tidy(name, 60)).Where(name => name.Length > 1).ToList();
            if (names.Count > 1)
            {
                items.AddRange(
                    names.Take(MaxItems).Select(name => new ListedItem(char.ToUpperInvariant(name[0]) + name[1..])));
                sentence.Understand();
            }
        }
    }

    private static bool IsGoods(Sentence sentence, Match line) =>
        line.Groups["price"].Value.Length > 0 || !sentence.IsInstruction && !LabelPattern.IsMatch(sentence.Text);
}
