using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Finds the sections a request wants added or removed.</summary>
internal static class SectionReader
{
    private static readonly Regex VerbPattern =
        Pattern.Words(
            @"\b(?:(?<remove>(?:do\s+not|don['’]?t|doesn['’]?t|not)\s+(?:need|want|include|add|have|show|" +
            @"like)|remove|delete|drop|hide|omit|skip|without|no|get\s+rid\s+of|take\s+(?:out|away|off)|" +
            @"leave\s+out|cut)|add|include|including|with|want|need|show|have|has|put|create|like|give|" +
            @"plus|insert|featuring|keep|bring\s+back|restore|containing|contains)\b");

    private static readonly (SectionKind Kind, string Name, Regex Pattern)[] Known =
    [
        (SectionKind.Features, "features", Pattern.Words(@"\b(?:features|benefits|highlights)\b")),
        (SectionKind.About, "about section", Pattern.Words(
            @"\babout(?:[\s-]+(?:us|me|section|page|part)\b|(?=\s*(?:,|/|&|$|\.|and\b)))")),
        (SectionKind.Menu, "menu", Pattern.Words(
            @"(?<!\b(?:navigation|nav|hamburger|mobile|dropdown|drop-down|top|" +
            @"side)\s)\bmenu\b(?!\s+(?:bar|icon|button))")),
        (SectionKind.Products, "products", Pattern.Words(
            @"\b(?:products?|catalogu?e|merchandise|merch)\b(?!\s+(?:launch|designer|manager))")),
        (SectionKind.Services, "services", Pattern.Words(@"\b(?:services|treatments)\b")),
        (SectionKind.Projects, "projects", Pattern.Words(
            @"\b(?:projects|case\s+studies|selected\s+works?|my\s+works?)\b")),
        (SectionKind.Posts, "posts", Pattern.Words(
            @"\b(?:blog(?!\s+about)|news(?!letter)|(?:blog\s+)?posts|articles)\b")),
        (SectionKind.Schedule, "schedule", Pattern.Words(
            @"\b(?:schedule|programme|agenda|line-?up|timetable|timeline)\b")),
        (SectionKind.Gallery, "gallery", Pattern.Words(
            @"\b(?:(?:photo|picture|image)?\s*galler(?:y|ies)|photos|pictures|photo\s+grid)\b")),
        (SectionKind.Testimonials, "testimonials", Pattern.Words(
            @"\b(?:testimonials?|(?:customer\s+)?reviews|customer\s+quotes)\b")),
        (SectionKind.Pricing, "pricing", Pattern.Words(
            @"\b(?:pricing|price\s+(?:list|table)s?|prices|(?:pricing\s+)?plans|packages)\b")),
        (SectionKind.Team, "team", Pattern.Words(@"\b(?:team|staff)\b")),
        (SectionKind.Hours, "opening hours", Pattern.Words(
            @"(?<!\d\s?)\b(?:(?:opening|business|office)\s+(?:hours|times)|hours)\b")),
        (SectionKind.Faq, "FAQ", Pattern.Words(@"\b(?:faqs?|frequently\s+asked\s+questions|questions|q\s?&\s?a)\b")),
        (SectionKind.Contact, "contact form", Pattern.Words(
            @"\b(?:contact(?:\s+(?:form|section|page|us|details))?|(?:enquiry|inquiry)\s+form|form)\b")),
        (SectionKind.Footer, "footer", Pattern.Words(@"\bfooter\b")),
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
        var last = VerbPattern.Matches(text).LastOrDefault();
        return last is null ? Verb.None : last.Groups["remove"].Success ? Verb.Remove : Verb.Add;
    }
}
