using System.Text;
using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Writes the page around its sections.</summary>
internal static class PageWriter
{
    public static string Write(SiteModel site, KindCopy copy, Palette palette, int year)
    {
        var title = Html.Escape(site.Title);
        var headline = Html.Escape(site.Headline ?? copy.Headline);
        var lead = Html.Escape(Lead(site, copy));
        var sections = site.Sections.Where(section => section != SectionKind.Footer).ToList();
        var body = new StringBuilder();
        for (var at = 0; at < sections.Count; at++)
        {
            body.Append(SectionWriter.Write(sections[at], site, copy, at % 2 == 1));
        }

        return $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} · {headline}</title>
              <meta name="description" content="{Html.Escape(Description(site, copy))}">
              <meta name="theme-color" content="{palette.HeroFrom}">
              <meta name="generator" content="Demo builder (no AI model)">
              <link rel="icon" href="favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="styles.css">
              <script src="site.js" defer></script>
            </head>
            <body>
              <a class="skip" href="#main">Skip to content</a>
              <header class="bar">
                <div class="wrap bar-row">
                  <a class="brand" href="#top" dir="auto"><img src="favicon.svg" alt="" width="34" height="34">{title}</a>
                  <button class="nav-toggle" type="button" aria-expanded="false" aria-controls="nav"><span class="sr">Menu</span><i></i><i></i><i></i></button>
                  <nav id="nav" aria-label="Main">
                    {Links(sections, copy)}
                  </nav>
                </div>
              </header>
              <main id="main">
                <section class="hero" id="top">
                  <div class="wrap hero-row">
                    <div class="hero-text">
                      <p class="pill">{Html.Escape(copy.Eyebrow)}</p>
                      <h1 dir="auto">{headline}</h1>
                      <p class="lead" dir="auto">{lead}</p>
                      {Buttons(sections, copy)}
                    </div>
                    {HeroPicture(site)}
                  </div>
                </section>
            {body}  </main>
            {(site.Sections.Contains(SectionKind.Footer) ? Footer(title, sections, site, copy, year) : "")}</body>
            </html>

            """;
    }

    /// <summary>What stands under the headline.</summary>
    private static string Lead(SiteModel site, KindCopy copy) =>
        site.Tagline ?? site.Facts.FirstOrDefault(fact => fact.Length is > 20 and <= 220) ?? Named(copy.Lead, site);

    private static string Description(SiteModel site, KindCopy copy)
    {
        var text = $"{site.Title}: {Lead(site, copy)}";
        return Understanding.Words.Cut(text, 155);
    }

    private static string Named(string text, SiteModel site) =>
        text.Replace("{0}", site.Title, StringComparison.Ordinal);

    private static string Links(List<SectionKind> sections, KindCopy copy) =>
        string.Join(
            "\n        ",
            sections.Where(section => section != SectionKind.Features).TakeLast(6).Select(section =>
            {
                var style = section == SectionKind.Contact ? " class=\"cta\"" : "";
                var label = SectionCopy.Labels(section, copy).Link;
                return $"""<a href="#{SectionWriter.IdOf(section)}"{style}>{label}</a>""";
            }));

    private static string Buttons(List<SectionKind> sections, KindCopy copy)
    {
        if (sections.Count == 0)
        {
            return "";
        }

        var first = sections.FirstOrDefault(section => section is SectionKind.Menu or SectionKind.Products
            or SectionKind.Services or SectionKind.Projects or SectionKind.Posts or SectionKind.Schedule, sections[0]);
        var contact = sections.Contains(SectionKind.Contact) && first != SectionKind.Contact
            ? $"""<a class="button ghost" href="#contact">Contact</a>"""
            : "";
        return $"""<p class="buttons"><a class="button light" href="#{SectionWriter.IdOf(first)}">{Html.Escape(copy.Action)}</a>{contact}</p>""";
    }

    private static string HeroPicture(SiteModel site) => site.Pictures is [var picture, ..]
        ? $"""<div class="hero-photo"><img src="assets/{picture.Asset}" alt="The picture that came with the request"></div>"""
        : """<div class="hero-art"><img src="assets/hero.svg" alt="" width="520" height="520"></div>""";

    private static string Footer(
        string title, List<SectionKind> sections, SiteModel site, KindCopy copy, int year) => $"""
          <footer class="foot">
            <div class="wrap foot-row">
              <div><p class="foot-brand" dir="auto">{title}</p><p>{Html.Escape(site.Tagline ?? copy.Eyebrow)}</p></div>
              <nav aria-label="Footer">
                {Links(sections, copy).Replace(" class=\"cta\"", "", StringComparison.Ordinal)}
              </nav>
            </div>
            <div class="wrap foot-note"><p>© {year} {title}</p><p>Made by the demo builder. No AI model was used.</p></div>
          </footer>

        """;
}
