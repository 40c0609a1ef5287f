using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Writes one section of a page with its heading.</summary>
internal static class SectionWriter
{
    public static string IdOf(SectionKind section) => section.ToString().ToLowerInvariant();

    /// <param name="banded">Whether it stands on the tinted ground.</param>
    public static string Write(SectionKind section, SiteModel site, KindCopy copy, bool banded)
    {
        var (heading, eyebrow, _) = SectionCopy.Labels(section, copy);
        var id = IdOf(section);
        return $"""
                <section class="part {id}{(banded ? " band" : "")}" id="{id}" aria-labelledby="{id}-heading">
                  <div class="wrap">
                    <div class="part-head"><p class="eyebrow">{Html.Escape(eyebrow)}</p><h2 id="{id}-heading">{Html.Escape(heading)}</h2></div>
                    {Body(section, site, copy)}
                  </div>
                </section>

            """;
    }

    private static string Body(SectionKind section, SiteModel site, KindCopy copy) => section switch
    {
        SectionKind.Features => CardsWriter.Features(copy.Features),
        SectionKind.Story => TextWriter.Story(site),
        SectionKind.About => TextWriter.About(site, copy),
        SectionKind.Menu => ListWriter.Menu(site),
        SectionKind.Products or SectionKind.Projects or SectionKind.Posts => CardsWriter.Pictured(section, site),
        SectionKind.Services => CardsWriter.Services(site),
        SectionKind.Schedule => ListWriter.Schedule(site),
        SectionKind.Gallery => CardsWriter.Gallery(site),
        SectionKind.Testimonials => CardsWriter.Testimonials(),
        SectionKind.Pricing => CardsWriter.Pricing(site),
        SectionKind.Team => CardsWriter.Team(),
        SectionKind.Hours => ListWriter.Hours(site),
        SectionKind.Faq => ListWriter.Questions(copy.Questions),
        _ => ContactWriter.Write(site),
    };
}
