using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Finds the sections a request wants added or removed.</summary>
internal static partial class SectionReader
{
    private static readonly (SectionKind Kind, string Name, Regex Pattern)[] Known =
    [
        (SectionKind.Features, "features", FeaturesPattern()),
        (SectionKind.About, "about section", AboutPattern()),
        (SectionKind.Menu, "menu", MenuPattern()),
        (SectionKind.Products, "products", ProductsPattern()),
        (SectionKind.Services, "services", ServicesPattern()),
        (SectionKind.Projects, "projects", ProjectsPattern()),
        (SectionKind.Posts, "posts", PostsPattern()),
        (SectionKind.Schedule, "schedule", SchedulePattern()),
        (SectionKind.Gallery, "gallery", GalleryPattern()),
        (SectionKind.Testimonials, "testimonials", TestimonialsPattern()),
        (SectionKind.Pricing, "pricing", PricingPattern()),
        (SectionKind.Team, "team", TeamPattern()),
        (SectionKind.Hours, "opening hours", HoursPattern()),
        (SectionKind.Faq, "FAQ", FaqPattern()),
        (SectionKind.Contact, "contact form", ContactPattern()),
        (SectionKind.Footer, "footer", FooterPattern()),
    ];

    private enum Verb
    {
        None,
        Add,
        Remove,
    }

    /// <summary>The name of a section in a sentence for the client.</summary>
    public static string NameOf(SectionKind kind) =>
        Array.Find(Known, known => known.Kind == kind).Name ?? "your text";

    /// <param name="mentionAdds">Whether naming a section without a verb asks for it, as in a first request.</param>
    public static IReadOnlyList<SectionKind> Apply(
        IReadOnlyList<SectionKind> sections, IReadOnlyList<Sentence> sentences, bool mentionAdds, Findings findings)
    {
        var wanted = sections.ToHashSet();
        foreach (var sentence in sentences.Where(sentence => !sentence.IsFact))
        {
            foreach (var (kind, name, pattern) in Known)
            {
                foreach (var match in pattern.Matches(sentence.Text).AsEnumerable())
                {
                    Change(kind, name, VerbBefore(sentence.Text[..match.Index]));
                }
            }

            void Change(SectionKind kind, string name, Verb verb)
            {
                if (verb == Verb.Remove)
                {
                    sentence.Understand();
                    findings.Did(wanted.Remove(kind) ? $"removed the {name}" : $"left out the {name}");
                }
                else if (verb == Verb.Add || mentionAdds)
                {
                    sentence.Understand();
                    if (wanted.Add(kind))
                    {
                        findings.Did($"added the {name}");
                    }
                }
            }
        }

        return [.. wanted.Order()];
    }

    private static Verb VerbBefore(string text)
    {
        var last = VerbPattern().Matches(text).LastOrDefault();
        return last is null ? Verb.None : last.Groups["remove"].Success ? Verb.Remove : Verb.Add;
    }

    [GeneratedRegex(
        @"\b(?:(?<remove>(?:do\s+not|don['’]?t|doesn['’]?t|not)\s+(?:need|want|include|add|have|show|like)|remove|delete|drop|hide|omit|skip|without|no|get\s+rid\s+of|take\s+(?:out|away|off)|leave\s+out|cut)|add|include|including|with|want|need|show|have|has|put|create|like|give|plus|insert|featuring|keep|bring\s+back|restore|containing|contains)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex VerbPattern();

    [GeneratedRegex(@"\b(?:features|benefits|highlights)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FeaturesPattern();

    [GeneratedRegex(@"\babout(?:[\s-]+(?:us|me|section|page|part)\b|(?=\s*(?:,|/|&|$|\.|and\b)))", RegexOptions.IgnoreCase)]
    private static partial Regex AboutPattern();

    [GeneratedRegex(@"(?<!\b(?:navigation|nav|hamburger|mobile|dropdown|drop-down|top|side)\s)\bmenu\b(?!\s+(?:bar|icon|button))", RegexOptions.IgnoreCase)]
    private static partial Regex MenuPattern();

    [GeneratedRegex(@"\b(?:products?|catalogu?e|merchandise|merch)\b(?!\s+(?:launch|designer|manager))", RegexOptions.IgnoreCase)]
    private static partial Regex ProductsPattern();

    [GeneratedRegex(@"\b(?:services|treatments)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ServicesPattern();

    [GeneratedRegex(@"\b(?:projects|case\s+studies|selected\s+works?|my\s+works?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ProjectsPattern();

    [GeneratedRegex(@"\b(?:blog(?!\s+about)|news(?!letter)|(?:blog\s+)?posts|articles)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PostsPattern();

    [GeneratedRegex(@"\b(?:schedule|programme|agenda|line-?up|timetable|timeline)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SchedulePattern();

    [GeneratedRegex(@"\b(?:(?:photo|picture|image)?\s*galler(?:y|ies)|photos|pictures|photo\s+grid)\b", RegexOptions.IgnoreCase)]
    private static partial Regex GalleryPattern();

    [GeneratedRegex(@"\b(?:testimonials?|(?:customer\s+)?reviews|customer\s+quotes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TestimonialsPattern();

    [GeneratedRegex(@"\b(?:pricing|price\s+(?:list|table)s?|prices|(?:pricing\s+)?plans|packages)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PricingPattern();

    [GeneratedRegex(@"\b(?:team|staff)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TeamPattern();

    [GeneratedRegex(@"(?<!\d\s?)\b(?:(?:opening|business|office)\s+(?:hours|times)|hours)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HoursPattern();

    [GeneratedRegex(@"\b(?:faqs?|frequently\s+asked\s+questions|questions|q\s?&\s?a)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FaqPattern();

    [GeneratedRegex(@"\b(?:contact(?:\s+(?:form|section|page|us|details))?|(?:enquiry|inquiry)\s+form|form)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ContactPattern();

    [GeneratedRegex(@"\bfooter\b", RegexOptions.IgnoreCase)]
    private static partial Regex FooterPattern();
}
