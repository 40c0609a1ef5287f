using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Turns what a client wrote into a site: a new one, or the one there is with its changes.</summary>
internal static class RequestReader
{
    private static readonly Regex UploadPathPattern = Pattern.Exact(@"\buploads/[\w.-]{0,199}\w");

    private static readonly Regex AnotherPattern =
        Pattern.Words(
            @"(?<!\b(?:the|this|that|my|our|your)\s)\b(?:new|another|second|separate|" +
            @"different)\s+(?:\p{L}+\s+){0,2}?(?:website|site|project|web\s?page|landing\s+page|portfolio|" +
            @"blog)\b");

    private static readonly Regex BuildPattern =
        Pattern.Words(
            @"\b(?:build|create|make|design|want|need|like|develop|set\s+up|" +
            @"looking\s+for)\b.{0,120}?\b(?:website|site|web\s?page|page|landing|shop|store|portfolio|" +
            @"blog|homepage)\b|^.{0,60}\b(?:website|site|landing\s+page|web\s?page|portfolio|blog|" +
            @"homepage|online\s+shop|restaurant|shop|bakery|caf[eé])\b");

    /// <summary>The platform's own instruction that comes with an upload.</summary>
    private static readonly Regex UploadOrderPattern =
        Pattern.Words(@"^(?:analyze\s+this\s+image|read\s+this\s+(?:pdf|file))\b");

    private const int MaxRequest = 64_000;
    private const int MaxFacts = 12;
    private const int MaxFactLength = 400;

    /// <param name="sites">The session's sites.</param>
    /// <param name="current">The slug of the one worked on last.</param>
    public static Understood Read(
        string request, IReadOnlyList<UploadedFile> uploads, IReadOnlyList<SiteModel> sites, string? current)
    {
        var text = Words.Clean(request.Length > MaxRequest ? request[..MaxRequest] : request);
        var sentences = Sentence.Split(UploadPathPattern.Replace(text, " "));
        var findings = new Findings();
        var existing = Existing(text, sites, current);
        var isNew = existing is null;
        var site = existing ?? Fresh(sentences);

        site = UploadApplier.Apply(site, uploads, findings);
        site = NameReader.Apply(site, sentences, findings);
        BeyondReader.Apply(sentences, findings);
        site = site with { Colours = ColourReader.Apply(site.Colours, sentences, findings) };
        site = DetailReader.Apply(site, sentences, findings);
        site = site with { Sections = SectionReader.Apply(site.Sections, sentences, isNew, findings) };
        site = site with { Facts = Facts(site, sentences, isNew, findings) };
        site = isNew ? Named(site, sentences, sites, findings) : site;
        ListMisunderstood(sentences, isNew, findings);
        var hasWork = isNew || findings.Done.Count > 0;
        return new Understood(site, isNew, hasWork, findings.Done, findings.NotDone);
    }

    private static SiteModel? Existing(string text, IReadOnlyList<SiteModel> sites, string? current) =>
        sites.Count == 0 || AnotherPattern.IsMatch(text) ? null
        : sites.FirstOrDefault(site =>
              sites.Count > 1 && site.Title.Length > 3 && text.Contains(site.Title, StringComparison.OrdinalIgnoreCase))
          ?? sites.FirstOrDefault(site => site.Slug == current) ?? sites[^1];

    private static SiteModel Fresh(IReadOnlyList<Sentence> sentences)
    {
        var kind = KindReader.Read(sentences);
        foreach (var sentence in sentences.Where(sentence => BuildPattern.IsMatch(sentence.Original)))
        {
            sentence.Understand();
        }

        return new SiteModel { Slug = "", Title = "", Kind = kind, Sections = KindCopy.For(kind).Sections };
    }

    private static SiteModel Named(
        SiteModel site, IReadOnlyList<Sentence> sentences, IReadOnlyList<SiteModel> sites, Findings findings)
    {
        var title = site.Title.Length > 0 ? site.Title
            : NameReader.Guess(sentences)
              ?? (site.Story is [{ IsHeading: true } heading, ..] ? heading.Text : null);
        if (title is null)
        {
            title = KindCopy.For(site.Kind).Title;
            findings.Left($"a name was not given, so I used “{title}”: write “rename it to …” to change it");
        }

        var slug = Slug.Make(title, site.Kind.ToString().ToLowerInvariant(), sites.Select(other => other.Slug));
        return site with { Title = title, Slug = slug };
    }

    private static IReadOnlyList<string> Facts(
        SiteModel site, IReadOnlyList<Sentence> sentences, bool isNew, Findings findings)
    {
        var facts = new List<string>();
        foreach (var sentence in sentences)
        {
            var isDescription = isNew && !sentence.IsUnderstood && !sentence.IsInstruction
                && sentence.Original.Length >= 12 && !sentence.Original.EndsWith('?');
            if (sentence.IsFact || isDescription)
            {
                sentence.Understand();
                facts.Add(Words.Cut(sentence.Original.Trim('-', '*', '•', ' '), MaxFactLength));
            }
        }

        if (facts.Count > 0)
        {
            findings.Did("used your own words on the page");
        }

        return [.. site.Facts.Concat(facts).Distinct().TakeLast(MaxFacts)];
    }

    private static void ListMisunderstood(IReadOnlyList<Sentence> sentences, bool isNew, Findings findings)
    {
        foreach (var sentence in sentences.Where(sentence =>
            !sentence.IsUnderstood && !UploadOrderPattern.IsMatch(sentence.Original)))
        {
            if (sentence.IsInstruction || !isNew)
            {
                findings.Left($"not understood: “{Words.Cut(sentence.Original, 140)}”");
            }
        }
    }
}
